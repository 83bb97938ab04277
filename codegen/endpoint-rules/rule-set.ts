/** The rule sets of `smithy.rules#endpointRuleSet`, as the Smithy rules engine specification lays them out. */
export interface RuleSet {
  readonly version: string;
  readonly parameters: { readonly [name: string]: RuleParameter };
  readonly rules: readonly Rule[];
}

/** What a rule set decides on. */
export interface RuleParameter {
  /** `string`, `boolean` or `stringArray`; older models capitalise it. */
  readonly type: string;
  readonly required?: boolean;
  readonly default?: string | boolean | readonly string[];
  readonly documentation?: string;
  readonly builtIn?: string;
}

export type Rule = EndpointRule | ErrorRule | TreeRule;

interface ConditionalRule {
  /** All must hold, in order. */
  readonly conditions?: readonly Condition[];
}

export interface EndpointRule extends ConditionalRule {
  readonly type: "endpoint";
  readonly endpoint: {
    readonly url: Expression;
    readonly properties?: { readonly [name: string]: unknown };
    readonly headers?: { readonly [name: string]: readonly Expression[] };
  };
}

export interface ErrorRule extends ConditionalRule {
  readonly type: "error";
  readonly error: Expression;
}

/** Once the conditions of a tree hold, one of its rules must match: there is no way back. */
export interface TreeRule extends ConditionalRule {
  readonly type: "tree";
  readonly rules: readonly Rule[];
}

/** A call that must give neither undefined nor false; its value may get a name. */
export interface Condition extends FunctionCall {
  readonly assign?: string;
}

export interface FunctionCall {
  readonly fn: string;
  readonly argv: readonly Expression[];
}

/** A string is a template. */
export type Expression = string | boolean | number | readonly Expression[] | { readonly ref: string } | FunctionCall;

/** Whether a model's value has the layout of a rule set; the model's schema has checked the details. */
export function isRuleSet(value: unknown): value is RuleSet {
  return typeof value === "object" && value !== null && "parameters" in value && "rules" in value;
}

/** The rules that AWS services without a rule set of their own follow: the endpoint given, or `prefix.region.suffix`. */
export function regionalRuleSet(endpointPrefix: string): RuleSet {
  return {
    version: "1.0",
    parameters: {
      Region: { type: "string", builtIn: "AWS::Region", required: true },
      Endpoint: { type: "string", builtIn: "SDK::Endpoint" },
    },
    rules: [
      {
        type: "endpoint",
        conditions: [{ fn: "isSet", argv: [{ ref: "Endpoint" }] }],
        endpoint: { url: { ref: "Endpoint" } },
      },
      {
        type: "endpoint",
        conditions: [{ fn: "aws.partition", argv: [{ ref: "Region" }], assign: "PartitionResult" }],
        endpoint: { url: `https://${endpointPrefix}.{Region}.{PartitionResult#dnsSuffix}` },
      },
    ],
  };
}
