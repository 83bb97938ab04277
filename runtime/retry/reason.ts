/**
 * Why a failed attempt is worth another. `throttling`: the service asked for less. `transient`: the network, the server
 * or a time limit failed, which may pass. `clockSkew`: the local clock was off and is now corrected for.
 * `expiredCredentials`: fresh credentials may do.
 */
export type RetryReason = "throttling" | "transient" | "clockSkew" | "expiredCredentials";
