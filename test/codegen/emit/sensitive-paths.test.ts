import { expect, test } from "vitest";
import { sensitivePaths } from "../../../codegen/emit/sensitive-paths.js";
import { exampleService, readShapes } from "../small-model.js";

const secret = { target: "example#Secret" };

function pathsOf(members: object, shapes: object = {}): string[] {
  const model = readShapes({
    ...exampleService(["Do"]),
    "example#Do": { type: "operation", input: { target: "example#DoInput" } },
    "example#DoInput": { type: "structure", members, traits: { "smithy.api#input": {} } },
    "example#Secret": { type: "string", traits: { "smithy.api#sensitive": {} } },
    "example#Secrets": { type: "list", member: secret },
    "example#Inner": { type: "structure", members: { Key: secret, Open: { target: "smithy.api#String" } } },
    "example#Inners": { type: "list", member: { target: "example#Inner" } },
    "example#ByName": { type: "map", key: { target: "smithy.api#String" }, value: { target: "example#Inner" } },
    "example#ByKey": { type: "map", key: secret, value: { target: "smithy.api#String" } },
    ...shapes,
  });
  const [operation] = model.operations;
  return operation === undefined ? [] : sensitivePaths(operation.input, model);
}

test.each<[target: string, paths: string[]]>([
  ["smithy.api#String", []],
  ["example#Secret", ["Value"]],
  ["example#Secrets", ["Value[]"]],
  ["example#Inner", ["Value.Key"]],
  ["example#Inners", ["Value[].Key"]],
  ["example#ByName", ["Value{}.Key"]],
  ["example#ByKey", ["Value"]],
])("%s", (target, paths) => {
  expect(pathsOf({ Value: { target } })).toEqual(paths);
});

test("a sensitive structure is told once, not member by member", () => {
  const shapes = {
    "example#Hidden": { type: "structure", members: { Key: secret }, traits: { "smithy.api#sensitive": {} } },
  };
  expect(pathsOf({ Value: { target: "example#Hidden" } }, shapes)).toEqual(["Value"]);
});

test("where a shape comes round again the path ends, if anything in it is sensitive", () => {
  const tree = (members: object): object => ({
    "example#Tree": { type: "structure", members: { Left: { target: "example#Tree" }, ...members } },
  });
  expect(pathsOf({ Value: { target: "example#Tree" } }, tree({ Key: secret }))).toEqual(["Value.Left", "Value.Key"]);
  expect(pathsOf({ Value: { target: "example#Tree" } }, tree({}))).toEqual([]);
});
