// The small pictures on the map, drawn in the colors of the theme: calls as squares, road signs.

import { h } from "./dom.js";
import { PRIORITIES } from "./mapstyle.js";

/** The tokens they are drawn with, beside those of priorities and the map. */
export const IMAGE_TOKENS = ["panel", "on-fill"];

/** Give the map its pictures, or draw them anew. `color(name)` answers a token's color. */
export function drawImages(map, color) {
  for (const [name, image] of images(color)) {
    if (map.hasImage(name)) map.updateImage(name, image);
    else map.addImage(name, image, { pixelRatio: 2 });
  }
}

function* images(color) {
  for (const digit of PRIORITIES) {
    yield [`call-${digit}-waiting`, callSquare(color, digit, true)];
    yield [`call-${digit}-active`, callSquare(color, digit, false)];
  }
  yield ["sign-closed", noEntry(color)];
  yield ["sign-slow", slowSign(color)];
  yield ["arrow-with", arrow(color, 1)];
  yield ["arrow-against", arrow(color, -1)];
}

function callSquare(color, digit, waiting) {
  return drawn(56, (pen) => {
    pen.beginPath();
    pen.roundRect(5, 5, 46, 46, 13);
    pen.fillStyle = waiting ? color(`p${digit}-fill`) : color("panel");
    pen.fill();
    pen.lineWidth = 5;
    pen.strokeStyle = waiting ? color("map-rim") : color(`p${digit}`);
    pen.stroke();
    write(pen, digit, 28, 30, waiting ? color("on-fill") : color(`p${digit}`), 27);
  });
}

/** A white bar on a red disk: no entry, wherever one drives. */
function noEntry(color) {
  return drawn(44, (pen) => {
    disk(pen, color("map-closed"), color("map-sign"));
    pen.fillStyle = color("map-sign");
    pen.fillRect(10, 18, 24, 8);
  });
}

function slowSign(color) {
  return drawn(44, (pen) => {
    disk(pen, color("map-slow"), color("map-sign"));
    write(pen, "!", 22, 24, color("on-fill"), 25);
  });
}

/** Points along the line of the street, or back. */
function arrow(color, way) {
  return drawn(32, (pen) => {
    pen.translate(16, 16);
    pen.scale(way, 1);
    pen.beginPath();
    pen.moveTo(-8, -10);
    pen.lineTo(10, 0);
    pen.lineTo(-8, 10);
    pen.closePath();
    pen.fillStyle = color("map-rim");
    pen.strokeStyle = color("map-halo");
    pen.lineWidth = 3;
    pen.stroke();
    pen.fill();
  });
}

function write(pen, text, x, y, fill, size) {
  pen.font = `800 ${size}px Inter`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillStyle = fill;
  pen.fillText(text, x, y);
}

function disk(pen, fill, rim) {
  pen.beginPath();
  pen.arc(22, 22, 19, 0, 2 * Math.PI);
  pen.fillStyle = fill;
  pen.fill();
  pen.lineWidth = 3;
  pen.strokeStyle = rim;
  pen.stroke();
}

function drawn(size, draw) {
  const pen = h("canvas", { width: size, height: size }).getContext("2d");
  draw(pen);
  return pen.getImageData(0, 0, size, size);
}
