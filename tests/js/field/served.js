import { servedBy } from "../served.js";

/** A module of the field desk, as the server gives it: await served("mine.js"). */
export const served = servedBy("field");
