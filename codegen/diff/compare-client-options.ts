import type { ServiceModel } from "../service-model.js";
import type { Change } from "./change.js";
import { code } from "./place.js";
import type { Comparison } from "./side.js";

/** Compares the options that only this service's clients have: what their endpoint rules take from them. */
export function compareClientOptions({ before, after }: Comparison): readonly Change[] {
  const place = { place: code(after.service.className), shape: after.service.shapeName };
  const [old, current] = [optionTypes(before.service), optionTypes(after.service)];
  const names = [...new Set([...old.keys(), ...current.keys()])].sort();
  return names.flatMap((name): Change[] => {
    const [from, to] = [old.get(name), current.get(name)];
    if (from === to) return [];
    if (from === undefined) {
      return [
        { ...place, class: "addition", kind: "client-option-added", after: to, what: `new option ${code(name)}` },
      ];
    }
    if (to === undefined) {
      const what = `option ${code(name)} removed`;
      return [{ ...place, class: "breaking", kind: "client-option-removed", before: from, what }];
    }
    const what = `option ${code(name)}: ${from} becomes ${to}`;
    return [{ ...place, class: "breaking", kind: "client-option-changed", before: from, after: to, what }];
  });
}

function optionTypes({ clientOptions }: ServiceModel): ReadonlyMap<string, string> {
  return new Map(clientOptions.map(({ option, type }) => [option, type]));
}
