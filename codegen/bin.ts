#!/usr/bin/env node
/** The program from its sources, as this repository's scripts start it. The published one is `command/shardwright.ts`. */
import { main } from "./cli.js";

process.exitCode = await main(process.argv.slice(2));
