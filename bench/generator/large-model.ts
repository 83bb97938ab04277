type Node = { readonly [name: string]: unknown };

/** A model as the large services have it: wide structures that share others, lists, enums, patterns, prose. */
export function largeModel(operationCount: number, shapeCount: number): Node {
  const id = (name: string): string => `bench.large#${name}`;
  const ref = (name: string, traits: Node = {}): Node => ({ target: id(name), traits });
  const prose =
    "Says what this is for, at the length that such sentences have in models: about a line and a half of text.";
  const documented = (more: Node = {}): Node => ({ "smithy.api#documentation": `<p>${prose}</p>`, ...more });
  const shapes: Record<string, Node> = {};
  const structures = Math.floor((shapeCount - 3 * operationCount) / 2);
  for (let index = 0; index < structures; index++) {
    const name = `Detail${index}`;
    const members: Record<string, Node> = {};
    for (let member = 0; member < 8; member++)
      members[`Member${member}`] = ref(`Text${(index + member) % 50}`, documented());
    // Each holds two that come after it, and every tenth itself: deep, shared by many, recursive.
    for (const next of [2 * index + 1, 2 * index + 2])
      if (next < structures) members[`Next${next}`] = ref(`Detail${next}`);
    if (index % 10 === 9) members.Self = ref(name);
    members.Kind = ref(`Kind${index % 100}`);
    members.Items = ref(`List${index}`);
    shapes[id(name)] = { type: "structure", members, traits: documented() };
    shapes[id(`List${index}`)] = {
      type: "list",
      member: ref(`Text${index % 50}`),
      traits: { "smithy.api#length": { max: 50 } },
    };
  }
  for (let index = 0; index < 50; index++) {
    shapes[id(`Text${index}`)] = {
      type: "string",
      traits: {
        "smithy.api#length": { min: 1, max: 64 + index },
        "smithy.api#pattern": "^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}",
      },
    };
  }
  for (let index = 0; index < 100; index++) {
    const members = Object.fromEntries(
      Array.from({ length: 12 }, (_, value) => [
        `VALUE_${value}`,
        { target: "smithy.api#Unit", traits: { "smithy.api#enumValue": `Value${value}` } },
      ]),
    );
    shapes[id(`Kind${index}`)] = { type: "enum", members };
  }
  shapes[id("NotFound")] = {
    type: "structure",
    members: { Message: ref("Text0") },
    traits: { "smithy.api#error": "client" },
  };
  for (let index = 0; index < operationCount; index++) {
    const near = (offset: number): string => `Detail${(index * 7919 + offset * 104_729) % structures}`;
    // Most operations name a thing and little more; every fifth describes one.
    const details = index % 5 === 0 ? { First: ref(near(0)), Second: ref(near(3)) } : {};
    const members = { Name: ref("Text0", { "smithy.api#required": {} }), ...details };
    shapes[id(`Update${index}Request`)] = { type: "structure", members, traits: { "smithy.api#input": {} } };
    shapes[id(`Update${index}Response`)] = { type: "structure", members: { Third: ref(near(5)) } };
    shapes[id(`Update${index}`)] = {
      type: "operation",
      input: { target: id(`Update${index}Request`) },
      output: { target: id(`Update${index}Response`) },
      errors: [{ target: id("NotFound") }],
      traits: documented(),
    };
  }
  shapes[id("Large")] = {
    type: "service",
    version: "2026-01-01",
    operations: Array.from({ length: operationCount }, (_, index) => ({ target: id(`Update${index}`) })),
    traits: {
      "aws.api#service": { sdkId: "Large" },
      "aws.auth#sigv4": { name: "large" },
      "aws.protocols#awsJson1_1": {},
      "smithy.api#title": "Large",
    },
  };
  return { smithy: "2.0", shapes };
}
