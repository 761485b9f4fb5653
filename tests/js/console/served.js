import { servedBy } from "../served.js";

/** A module of the console desk, as the server gives it: await served("grammar.js"). */
export const served = servedBy("console");
