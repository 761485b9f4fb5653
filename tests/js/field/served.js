// Modules import one another by the addresses the server gives them: /static/…/field/ beside
// /static/…/ui/. In the checkout the two lie in different parts; this finds them.

import { register } from "node:module";

const UI = new URL("../../../beatbook/ground/ui/static/ui/", import.meta.url).href;
const FIELD = new URL("../../../beatbook/desks/field/static/field/", import.meta.url).href;

const hook = `
  export async function resolve(specifier, context, next) {
    const shared = specifier.startsWith("../ui/") && context.parentURL?.startsWith("${FIELD}");
    return next(shared ? "${UI}" + specifier.slice("../ui/".length) : specifier, context);
  }
`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);

/** A module of the field desk: await served("mine.js"). */
export const served = (name) => import(FIELD + name);
