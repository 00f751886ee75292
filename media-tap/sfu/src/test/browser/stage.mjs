// The stage: one headless Chromium and a server of one empty page that has livekit-client in it.
import { createServer } from "node:http";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { writeVoice } from "./voice.mjs";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const FILES = {
  "/": ["text/html", () => '<!doctype html><meta charset="utf-8"><script src="/livekit.js"></script><script src="/page.js"></script>'],
  "/livekit.js": ["text/javascript", () => readFileSync(here("node_modules/livekit-client/dist/livekit-client.umd.js"))],
  "/page.js": ["text/javascript", () => readFileSync(here("page.js"))],
};

export async function openStage() {
  const server = createServer((request, response) => {
    const file = FILES[request.url];
    response.writeHead(file ? 200 : 404, { "content-type": file ? file[0] : "text/plain" });
    response.end(file ? file[1]() : "");
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const profile = mkdtempSync(join(tmpdir(), "sfu-check-"));
  const voice = join(profile, "voice.wav");
  writeVoice(voice);
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    permissions: ["camera", "microphone"],
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
      `--use-file-for-fake-audio-capture=${voice}`,
      "--autoplay-policy=no-user-gesture-required",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  return {
    /** A new page; what it complains about is kept. */
    async page(name) {
      const page = await browser.newPage();
      page.complaints = [];
      page.on("console", (line) => {
        if (process.env.VERBOSE || line.type() === "error") console.error(`${name}: ${line.text().slice(0, 400)}`);
      });
      page.on("pageerror", (error) => page.complaints.push(String(error)));
      await page.goto(`${origin}/`);
      return page;
    },
    async close() {
      await browser.close();
      server.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
