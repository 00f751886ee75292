// Room tokens as a server issues them.
import { createHmac } from "node:crypto";

const encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A token for one participant of one room. `change` replaces claims; `grant` adds to the video grant. */
export function issue(key, secret, identity, room, { change = {}, grant = {} } = {}) {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: key,
    sub: identity,
    name: `Name of ${identity}`,
    nbf: now - 5,
    exp: now + 600,
    video: { roomJoin: true, room, canUpdateOwnMetadata: true, ...grant },
    ...change,
  };
  const signed = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
}
