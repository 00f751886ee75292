// node drive.mjs dual|single URL KEY SECRET: one JSON line a check; exit code 1 when one failed.
import { openStage } from "./stage.mjs";
import { issue } from "./token.mjs";
import { checks } from "./checks.mjs";

const [mode, url, key, secret] = process.argv.slice(2);
const stage = await openStage();
let failed = 0;

const scene = {
  mode,
  url,
  room: `room-${mode}-${process.pid}`,
  options: { singlePeerConnection: mode === "single" },
  alice: await stage.page("alice"),
  bob: await stage.page("bob"),
  token: (identity, room, more) => issue(key, secret, identity, room, more),
  issue,
  key,
  secret,
};

try {
  for (const [name, check] of checks) {
    const begun = Date.now();
    let line;
    try {
      line = { check: name, ok: true, detail: (await check(scene)) ?? "" };
    } catch (error) {
      failed++;
      line = { check: name, ok: false, detail: error.message };
    }
    console.log(JSON.stringify({ ...line, milliseconds: Date.now() - begun }));
  }
} finally {
  await stage.close();
}
process.exit(failed ? 1 : 0);
