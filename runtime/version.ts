/** The package's version, which the user agent tells. A test compares it with package.json. */
export const version = "0.1.0";
