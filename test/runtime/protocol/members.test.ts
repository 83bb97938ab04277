import { expect, it } from "vitest";
import type { JsonObject } from "../../../runtime/protocol/json.js";
import { JsonWriter } from "../../../runtime/protocol/json-writer.js";
import { locateMalformed } from "../../../runtime/protocol/malformed-path.js";
import { MalformedValue } from "../../../runtime/protocol/malformed-value.js";
import { readMembers, writeMembers } from "../../../runtime/protocol/members.js";
import { readInteger, readString } from "../../../runtime/protocol/scalars.js";
import { writeJson, writeList, writeString } from "../../../runtime/protocol/write-values.js";

interface Input {
  Name?: string | null;
  Count?: number | undefined;
  Ids?: string[];
}

function written(input: Input): string {
  const json = new JsonWriter();
  writeMembers(input, json, {
    Name: writeString,
    Count: writeJson,
    Ids: (value, json) => writeList(value, json, writeString),
  });
  return new TextDecoder().decode(json.finish());
}

it("writes the members that are there, in the order of the table, and nothing else", () => {
  expect(written({ Ids: ["a"], Name: "n", Count: 0 })).toBe('{"Name":"n","Count":0,"Ids":["a"]}');
  expect(written({ Name: null, Count: undefined, Ids: [] })).toBe('{"Ids":[]}');
  expect(written({ Other: 1 } as Input)).toBe("{}");
  expect(written(Object.create({ Name: "inherited" }) as Input)).toBe('{"Name":"inherited"}');
});

interface Output {
  Id: string;
  Name?: string;
  Count?: number;
}

const read = (json: JsonObject): Output =>
  readMembers<Output>({ Id: "1" }, json, { Name: readString, Count: readInteger });

it("reads the members that are there into what holds the others", () => {
  expect(read({ Count: 2, Other: true, Name: "n" })).toEqual({ Id: "1", Name: "n", Count: 2 });
  expect(Object.keys(read({ Count: 2, Name: null }))).toEqual(["Id", "Count"]);
});

it("a member of another type is told by its name", () => {
  const json = { Name: "n", Count: "many" };
  let error: unknown;
  try {
    read(json);
  } catch (caught) {
    error = caught;
  }
  expect(error).toBeInstanceOf(MalformedValue);
  expect(locateMalformed(error as MalformedValue, json, read)).toMatch(/^Count: /);
});
