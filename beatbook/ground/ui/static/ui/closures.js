// Closed and slow streets as data: which stand at a moment, their features for the map, their words.
// Pure. A row comes with when it begins and ends; the clock of the screen says whether it stands.

import { t } from "./language.js";

const BEHIND_MS = 2_000; // the clock of a screen may be a moment behind the server's

/** Has it begun, and not ended? */
export function stands(row, now) {
  return hasBegun(row, now) && !isOver(row, now);
}

function hasBegun(row, now) {
  return Date.parse(row.starts_at) <= now + BEHIND_MS;
}

/** Has it ended by itself? */
export function isOver(row, now) {
  return row.ends_at !== null && Date.parse(row.ends_at) <= now;
}

/** Those that are not over, by street; what begins later is among them. */
export function inOrder(rows, now) {
  return [...rows]
    .filter((row) => !isOver(row, now))
    .sort((left, right) => left.street.localeCompare(right.street) || left.id - right.id);
}

/** What stands now, as GeoJSON for the map. */
export function closureFeatures(rows, now) {
  const features = inOrder(rows, now)
    .filter((row) => stands(row, now))
    .map((row) => ({
      type: "Feature",
      geometry: row.shape,
      properties: { id: row.id, closed: row.percent === null, direction: row.direction },
    }));
  return { type: "FeatureCollection", features };
}

/** A stretch that is not closed yet: `lines` of [lon, lat]. */
export function draftFeature(lines) {
  return { type: "Feature", properties: {}, geometry: { type: "MultiLineString", coordinates: lines } };
}

/** "Harbor Road between 3rd Street and 5th Street" */
export function nameOf({ street, between }) {
  return between ? t("{street} between {between}", { street, between }) : street;
}

/** "closed eastbound", "slowed to 40%" */
export function effectOf({ percent, heading }) {
  const effect = percent === null ? t("closed") : t("slowed to {percent}%", { percent });
  return heading ? `${effect} ${heading}` : effect;
}

/** "until 17:00", "from 18:00 until Tue 06:00"; `wall(ms)` and `day(ms)` write a time and its day. */
export function timesOf(row, now, { wall, day }) {
  const told = (moment) => {
    const at = Date.parse(moment);
    return day(at) === day(now) ? wall(at) : `${day(at)} ${wall(at)}`;
  };
  const from = hasBegun(row, now) ? "" : `${t("from {time}", { time: told(row.starts_at) })} `;
  return `${from}${row.ends_at ? t("until {time}", { time: told(row.ends_at) }) : t("until it is opened again")}`;
}
