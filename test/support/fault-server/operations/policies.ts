import { requiredString } from "../input.js";
import { ServiceFault } from "../service-fault.js";
import type { Operations } from "./operation.js";
import { findResource } from "./tags.js";

/** Resource policies. */
export const policyOperations: Operations = {
  PutResourcePolicy(account, input) {
    account.policies.set(findResource(account, input), requiredString(input, "Policy"));
    return undefined;
  },

  GetResourcePolicy(account, input) {
    const arn = findResource(account, input);
    const policy = account.policies.get(arn);
    if (policy === undefined) throw new ServiceFault("ResourceNotFoundException", `No policy found for ${arn}.`);
    return { Policy: policy };
  },

  DeleteResourcePolicy(account, input) {
    account.policies.delete(findResource(account, input));
    return undefined;
  },
};
