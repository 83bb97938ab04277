import type { OperationModel, ServiceModel, WaiterModel } from "../service-model.js";

/** The constant that describes an operation to the runtime, such as `putRecordOperation`. */
export function operationConstant(operation: OperationModel): string {
  return `${operation.methodName}Operation`;
}

/** The constant that describes the service to the runtime, such as `kinesisService`. */
export function serviceConstant(model: ServiceModel): string {
  return `${model.instanceName}Service`;
}

/** The file of an operation in the output folder. */
export function operationPath(operation: OperationModel): string {
  return `operations/${operation.fileName}.ts`;
}

/** The class with the client's plumbing but no methods, such as `KinesisClient`. */
export function clientClass(model: ServiceModel): string {
  return `${model.className}Client`;
}

/** The interface of the options of a service's clients, such as `S3Config`; only services with options of their own have it. */
export function configType(model: ServiceModel): string {
  return `${model.className}Config`;
}

export function paginationConstant(operation: OperationModel): string {
  return `${operation.methodName}Pagination`;
}

export function paginatorFunction(operation: OperationModel): string {
  return `paginate${capitalise(operation.methodName)}`;
}

export function waiterConstant(waiter: WaiterModel): string {
  return `${waiter.methodName}Waiter`;
}

export function waiterFunction(waiter: WaiterModel): string {
  return `waitUntil${capitalise(waiter.methodName)}`;
}

/** The constant that holds an operation's published limits, such as `putRecordsLimits`. */
export function limitsConstant(operation: OperationModel): string {
  return `${operation.methodName}Limits`;
}

export function capitalise(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** A member access: `.Name`, or `["na-me"]` where the name is no identifier. */
export function access(name: string, optional = false): string {
  if (isIdentifier(name)) return `${optional ? "?." : "."}${name}`;
  return `${optional ? "?." : ""}[${JSON.stringify(name)}]`;
}

/** What every object inherits: a member of such a name is there although nobody gave it. */
const inheritedNames: ReadonlySet<string> = new Set([...Object.getOwnPropertyNames(Object.prototype), "__proto__"]);

/** Whether `object.name` finds something where the object has no such member. */
export function isInherited(name: string): boolean {
  return inheritedNames.has(name);
}

/** A name in an object literal or interface: quoted where it is no identifier, computed where it would be no member. */
export function propertyName(name: string): string {
  if (name === "__proto__") return '["__proto__"]';
  return isIdentifier(name) ? name : JSON.stringify(name);
}

function isIdentifier(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name);
}
