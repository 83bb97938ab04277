import type { Operation, Service, Validator } from "../../runtime/for-generated.js";
import {
  type BlobInput,
  emptyBlob,
  type FaultTraits,
  type JsonObject,
  maxLengthRule,
  queryErrors,
  type ReadContext,
  readBlob,
  readList,
  readObject,
  readString,
  requiredRule,
  ServiceError,
  type ServiceErrorDetails,
  typeRule,
  writeBlob,
  writeJson,
  writeString,
} from "../../runtime/for-generated.js";

/** A small service as the generator would write it, by hand: what the runtime's own tests call. */

export class ResourceNotFoundException extends ServiceError {
  static readonly fault: FaultTraits = {
    name: "ResourceNotFoundException",
    fault: "client",
    retryable: false,
    throttling: false,
    read: (json) => (json.Resource == null ? {} : { Resource: readString(json.Resource) }),
  };
  declare readonly Resource?: string;

  constructor(details: ServiceErrorDetails) {
    super(details, ResourceNotFoundException.fault);
  }
}

export class SlowDownException extends ServiceError {
  static readonly fault: FaultTraits = {
    name: "SlowDownException",
    fault: "client",
    retryable: true,
    throttling: true,
    queryCode: "AWS.Sample.SlowDown",
  };

  constructor(details: ServiceErrorDetails) {
    super(details, SlowDownException.fault);
  }
}

export const sampleService: Service = {
  sdkId: "Sample",
  version: "2026-01-01",
  signingName: "sample",
  targetPrefix: "Sample_20260101",
  jsonVersion: "1.1",
  resolveEndpoint: ({ Region, Endpoint }) => ({
    url: String(Endpoint ?? `https://sample.${String(Region)}.amazonaws.com`),
  }),
  operations: ["Put", "List", "Delete"],
  queryErrors,
  faults: { ResourceNotFoundException, SlowDownException },
};

export interface PutInput {
  Name: string;
  Data?: BlobInput | undefined;
}

export interface PutOutput {
  Id: string;
  Data?: Uint8Array;
}

/** Takes `Name`, a string of at most 10 characters, and nothing else but `Data`. */
export const validatePut: Validator = (input) => {
  const { Name } = (input ?? {}) as { Name?: unknown };
  const errors = [];
  if (Name === undefined) errors.push({ instancePath: "", ...requiredRule, params: { missingProperty: "Name" } });
  else if (typeof Name !== "string") errors.push({ instancePath: "/Name", ...typeRule, params: { type: "string" } });
  else if (Name.length > 10) errors.push({ instancePath: "/Name", ...maxLengthRule, params: { limit: 10 } });
  validatePut.errors = errors;
  return errors.length === 0;
};

export const putOperation: Operation<PutInput, PutOutput> = {
  service: sampleService,
  name: "Put",
  validate: validatePut,
  write: (input, json) => {
    json.begin("{");
    writeString(input.Name, json.member("Name"));
    if (input.Data != null) writeBlob(input.Data, json.member("Data"));
    json.end("}");
  },
  read: (json: JsonObject, context: ReadContext) => {
    const output: PutOutput = { Id: json.Id == null ? "" : readString(json.Id) };
    if (json.Data != null) output.Data = readBlob(json.Data, context) ?? emptyBlob(context);
    return output;
  },
  repeat: "mayDuplicate",
  rates: [],
};

export interface ListInput {
  Limit?: number | undefined;
  NextToken?: string | undefined;
}

export interface ListOutput {
  Names?: string[];
  NextToken?: string;
}

export const listOperation: Operation<ListInput, ListOutput> = {
  service: sampleService,
  name: "List",
  validate: () => true,
  write: writeJson,
  read: (json) => {
    const output: ListOutput = {};
    if (json.Names != null) output.Names = readList(json.Names, readString);
    if (json.NextToken != null) output.NextToken = readString(json.NextToken);
    return output;
  },
  repeat: "harmless",
  rates: [],
};

/** An operation without output members, to answer with nothing. */
export const deleteOperation: Operation<PutInput, object> = {
  ...putOperation,
  name: "Delete",
  read: (json) => {
    readObject(json);
    return {};
  },
};
