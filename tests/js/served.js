// Modules import one another by the addresses the server gives them: /static/…/field/ beside
// /static/…/ui/. In the checkout the two lie in different parts; this finds them.

import { register } from "node:module";

const UI = new URL("../../beatbook/ground/ui/static/ui/", import.meta.url).href;
const DESKS = new URL("../../beatbook/desks/", import.meta.url).href;

const hook = `
  export async function resolve(specifier, context, next) {
    const shared = context.parentURL?.startsWith("${DESKS}") && /^(?:\\.\\.\\/)+ui\\/(.+)/.exec(specifier);
    return next(shared ? "${UI}" + shared[1] : specifier, context);
  }
`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);

/** A module of a desk: await servedBy("field")("mine.js"). */
export const servedBy = (desk) => (name) => import(`${DESKS}${desk}/static/${desk}/${name}`);
