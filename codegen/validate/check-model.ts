import { type ModelFault, throwFaults } from "../errors.js";
import type { Model } from "../model.js";

import { checkConstraints } from "./check-constraints.js";
import { checkDiscovery } from "./check-discovery.js";
import { checkEvents } from "./check-events.js";
import { checkIds } from "./check-ids.js";
import { checkMembers } from "./check-members.js";
import { checkOperations } from "./check-operations.js";
import { checkOverlays } from "./check-overlays.js";
import { checkPagination } from "./check-pagination.js";
import { checkRecursion } from "./check-recursion.js";
import { checkService } from "./check-service.js";
import { checkTargets } from "./check-targets.js";
import { checkTraits } from "./check-traits.js";
import { checkWaiters } from "./check-waiters.js";
import { flatView } from "./flat-view.js";

/** Finds what is wrong in one respect. */
type Check = (model: Model) => readonly ModelFault[];

/** Checks that can be made of any shapes. */
const checks: readonly Check[] = [checkIds, checkTargets, checkTraits, checkMembers, checkConstraints, checkService];

/** Checks that follow targets and mixins, and therefore need a model that passed the others and is flat. */
const furtherChecks: readonly Check[] = [
  checkRecursion,
  checkOperations,
  checkDiscovery,
  checkEvents,
  checkPagination,
  checkWaiters,
  checkOverlays,
];

/**
 * Checks what the JSON Schema of the AST cannot say: that all targets are there and of the right kind, that traits are
 * known and fit, that there is one service and that it speaks a protocol that this generator writes.
 *
 * @throws {ModelError} with every fault.
 */
export function checkModel(model: Model): void {
  throwFaults(checks.flatMap((check) => check(model)));
  const flat = flatView(model);
  throwFaults(furtherChecks.flatMap((check) => check(flat)));
}
