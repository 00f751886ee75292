// node consultation.mjs URL PLAN.json: a citizen in headless Chromium whose microphone brings sound files, one after the other, each
// when the digital human has finished. PLAN is a list of {name, kind, wav}; kinds: ask (and wait for the answer), over (speak into the
// running answer), noise (and wait for nothing), kill (tell that it may be killed, and wait until somebody speaks again), take (window
// staff takes the call; CLERK and CLERK_PASSWORD in the environment), approve (a reviewer, REVIEWER and REVIEWER_PASSWORD, approves
// what is proposed for the item CODE). One JSON line an event: {"event", "at_ms" (unix), …}.
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const [url, planFile] = process.argv.slice(2);
const plan = JSON.parse(readFileSync(planFile, 'utf8'));
const tell = (event, more = {}) => console.log(JSON.stringify({ event, at_ms: Date.now(), ...more }));
const pause = (ms) => new Promise((passed) => setTimeout(passed, ms));
const ANSWER_MS = 25_000;
const LONGEST_MS = 90_000;
const QUIET_MS = 1_500;
/** How lately a sound was heard of somebody who is speaking. */
const SOUNDING_MS = 80;
/** Told where there was nothing to interrupt. */
const NEVER_MS = 99_999;

/** In the page: a microphone that plays what it is given, and an ear on everybody else. */
function instrument() {
  const context = new AudioContext({ sampleRate: 48_000 });
  const microphone = context.createMediaStreamDestination();
  // A room is never quite silent, and a microphone never stops.
  const hiss = context.createBuffer(1, 48_000, 48_000);
  hiss.getChannelData(0).forEach((_, at, samples) => (samples[at] = (Math.random() - 0.5) * 0.0006));
  const room = new AudioBufferSourceNode(context, { buffer: hiss, loop: true });
  room.connect(microphone);
  room.start();
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    void context.resume();
    const tracks = wanted.video ? (await open({ video: wanted.video })).getVideoTracks() : [];
    if (wanted.audio) tracks.push(microphone.stream.getAudioTracks()[0].clone());
    return new MediaStream(tracks);
  };
  const heard = { first: 0, last: 0 };
  const ears = new Map();
  setInterval(() => {
    for (const element of document.querySelectorAll('audio')) {
      if (element.srcObject && ears.get(element)?.stream !== element.srcObject) {
        const analyser = context.createAnalyser();
        analyser.fftSize = 1024;
        context.createMediaStreamSource(element.srcObject).connect(analyser);
        ears.set(element, { stream: element.srcObject, analyser });
      }
    }
    const samples = new Float32Array(1024);
    for (const { analyser } of ears.values()) {
      analyser.getFloatTimeDomainData(samples);
      if (samples.some((sample) => Math.abs(sample) > 0.015)) {
        heard.last = Date.now();
        heard.first ||= heard.last;
      }
    }
  }, 10);
  window.consultation = {
    heard,
    async say(base64) {
      const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
      const source = context.createBufferSource();
      source.buffer = await context.decodeAudioData(bytes.buffer);
      source.connect(microphone);
      const began = Date.now();
      await new Promise((ended) => {
        source.onended = ended;
        source.start();
      });
      return { began, ended: Date.now() };
    },
  };
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    '--autoplay-policy=no-user-gesture-required',
  ],
});
const button = (page, name) => page.getByRole('button', { name, exact: true });

async function newPage() {
  const context = await browser.newContext({ locale: 'zh-CN', permissions: ['camera', 'microphone'], ignoreHTTPSErrors: true });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  return page;
}

const citizen = await newPage();
await citizen.addInitScript(instrument);

const heard = () => citizen.evaluate(() => window.consultation.heard);
const listenAnew = () => citizen.evaluate(() => void (window.consultation.heard.first = 0));
const say = (wav) => citizen.evaluate((sound) => window.consultation.say(sound), readFileSync(wav).toString('base64'));
const cardText = async () => ((await citizen.locator('.card').count()) ? citizen.locator('.card').innerText() : '');

async function until(condition, ms) {
  const end = Date.now() + ms;
  while (Date.now() < end) {
    if (await condition()) return true;
    await pause(20);
  }
  return false;
}

const quiet = () => until(async () => Date.now() - (await heard()).last > QUIET_MS, LONGEST_MS);
const speaks = (ms = ANSWER_MS) => until(async () => (await heard()).first > 0, ms);

async function answered(name, since, more = {}) {
  const came = await speaks();
  const first = (await heard()).first;
  await quiet();
  tell(name, {
    heard: came,
    after_ms: came ? first - since : -1,
    card: await cardText(),
    buttons: await citizen.locator('.card-buttons button').allInnerTexts(),
    captions: (await citizen.locator('.captions li').allInnerTexts()).slice(-6),
    ...more,
  });
}

/** A page of somebody who signs in for the first time, and so chooses another password. */
async function signedIn(account, password) {
  const page = await newPage();
  await page.goto(`${url}/login`);
  await page.getByLabel('账号').fill(account);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await button(page, '登录').click();
  const fields = page.locator('input[type=password]');
  await page.waitForURL(/password/);
  await fields.nth(0).fill(password);
  for (let i = 1; i < (await fields.count()); i++) await fields.nth(i).fill(`${password}-其次`);
  await page.locator('button[type=submit]').click();
  return page;
}

const KINDS = {
  async ask({ name, wav }) {
    await listenAnew();
    const { ended } = await say(wav);
    await answered(name, ended);
  },
  async over({ name, wav, into }) {
    await listenAnew();
    await say(into);
    await speaks();
    await pause(1_200);
    // In the middle of a sound, not between two sentences: else there is nothing to fall silent.
    const sounding = await until(async () => Date.now() - (await heard()).last < SOUNDING_MS, ANSWER_MS);
    const speaking = say(wav);
    const began = Date.now();
    await speaking;
    const silentAfter = sounding ? (await heard()).last - began : NEVER_MS;
    await listenAnew();
    await answered(name, Date.now(), { silent_after_ms: silentAfter });
  },
  async noise({ name, wav }) {
    await say(wav);
    await quiet();
    tell(name);
  },
  async kill({ name }) {
    await listenAnew();
    tell('kill');
    await answered(name, Date.now());
  },
  async approve({ name, code }) {
    const reviewer = await signedIn(process.env.REVIEWER, process.env.REVIEWER_PASSWORD);
    await reviewer.getByRole('heading', { name: '事项' }).waitFor();
    await reviewer.goto(`${url}/items/${code}`);
    if (process.env.SHOTS) {
      await button(reviewer, '通过并生效').waitFor();
      await reviewer.screenshot({ path: `${process.env.SHOTS}/proposal.png`, fullPage: true });
    }
    await button(reviewer, '通过并生效').click();
    await reviewer.getByRole('region', { name: '待审核的改动' }).waitFor({ state: 'detached' });
    tell(name);
    await reviewer.close();
  },
  async take({ name }) {
    const clerk = await signedIn(process.env.CLERK, process.env.CLERK_PASSWORD);
    const queue = clerk.getByRole('region', { name: '等待人工的市民' });
    await queue.waitFor();
    await queue.getByText('刚才的对话').first().click();
    const brief = await queue.innerText();
    await queue.getByRole('link', { name: '接听' }).first().click();
    await clerk.getByRole('meter').waitFor();
    await clerk.locator('.live-step-do button, .live-frame button[type=button]').last().click();
    const came = await until(async () => (await citizen.locator('.live-room').innerText()).includes('窗口'), 30_000);
    await pause(2_000);
    tell(name, { brief, came, page: await citizen.locator('.live-room').innerText() });
    if (process.env.SHOTS) {
      await clerk.screenshot({ path: `${process.env.SHOTS}/clerk.png` });
      await citizen.screenshot({ path: `${process.env.SHOTS}/taken.png` });
    }
  },
};

try {
  await citizen.goto(`${url}/call`);
  await button(citizen, '开始视频咨询').click();
  for (const name of [/显示字幕/, /保存录音/, /留存文字/]) await citizen.getByRole('checkbox', { name }).click();
  await button(citizen, '选好了，下一步').click();
  await citizen.getByRole('meter').waitFor();
  const begun = citizen.waitForResponse((answer) => answer.url().endsWith('/front-desk/calls'));
  await button(citizen, '接通').click();
  const { call } = await (await begun).json();
  const since = Date.now();
  tell('begun', { call });
  const seen = await until(() => citizen.locator('video').evaluateAll((videos) => videos.some((video) => video.videoWidth >= 320)), ANSWER_MS);
  await answered('greeting', since, { pictures: seen ? 1 : 0 });
  for (const step of plan) {
    await KINDS[step.kind](step);
    if (process.env.SHOTS) await citizen.screenshot({ path: `${process.env.SHOTS}/${step.name}.png` });
  }
  await button(citizen, '挂断').click();
  tell('ended');
} catch (failure) {
  tell('failed', { why: String(failure) });
  process.exitCode = 1;
} finally {
  await browser.close();
}
