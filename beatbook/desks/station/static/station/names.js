// Where a named place is, with suggestions.

import { suggestPlaces } from "./suggest.js";

const address = document.querySelector("[name=address]");
if (address) suggestPlaces(address, address.form.dataset.where);
document.documentElement.dataset.ready = "";
