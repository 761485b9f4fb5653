// Distances as people in the United States read them, written as the server writes them.

const METERS_A_FOOT = 0.3048;
const METERS_A_MILE = 1609.344;

/** `450 ft` (to ten feet) below a tenth of a mile, then `0.3 mi`, then `12 mi`. */
export function distance(meters) {
  const miles = meters / METERS_A_MILE;
  if (miles < 0.1) return `${Math.round(meters / METERS_A_FOOT / 10) * 10} ft`;
  return `${miles < 9.95 ? miles.toFixed(1) : Math.round(miles)} mi`;
}
