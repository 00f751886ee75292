// node caller.mjs URL VOICE.wav CONSENTS SECONDS [WITHDRAW-AFTER]: a citizen in headless Chromium who calls, speaks what the file
// says, may withdraw every consent after some seconds, and hangs up. CONSENTS: some of answer,record,analyse with commas, or none.
// One JSON line an event: {"event", "at_ms" (unix), …}.
import { chromium } from 'playwright-core';

const [url, voice, consents, seconds, withdrawAfter] = process.argv.slice(2);
const NAMES = { answer: /显示字幕/, record: /保存录音/, analyse: /留存文字/ };
const tell = (event, more = {}) => console.log(JSON.stringify({ event, at_ms: Date.now(), ...more }));
const pause = (ms) => new Promise((passed) => setTimeout(passed, ms));

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-audio-capture=${voice}`,
    '--autoplay-policy=no-user-gesture-required',
  ],
});
try {
  const context = await browser.newContext({ locale: 'zh-CN', permissions: ['camera', 'microphone'], ignoreHTTPSErrors: true });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const button = (name) => page.getByRole('button', { name, exact: true });
  await page.goto(`${url}/call`);
  await button('开始视频咨询').click();
  for (const name of consents.split(',').filter((each) => each in NAMES)) {
    await page.getByRole('checkbox', { name: NAMES[name] }).click();
  }
  await button('选好了，下一步').click();
  await page.getByRole('meter').waitFor();
  const begun = page.waitForResponse((answer) => answer.url().endsWith('/front-desk/calls'));
  await button('接通').click();
  const { call } = await (await begun).json();
  await button('挂断').waitFor();
  tell('begun', { call });

  const end = Date.now() + Number(seconds) * 1000;
  const withdrawAt = withdrawAfter ? Date.now() + Number(withdrawAfter) * 1000 : Infinity;
  let withdrawn = false;
  let told = 0;
  while (Date.now() < end) {
    const captions = await page.locator('.captions li .who').count();
    if (captions > told) {
      told = captions;
      tell('captions', { count: told });
    }
    if (!withdrawn && Date.now() >= withdrawAt) {
      withdrawn = true;
      await button('更改同意项').click();
      const boxes = page.getByRole('dialog').getByRole('checkbox', { checked: true });
      while ((await boxes.count()) > 0) await boxes.first().click();
      const changed = page.waitForResponse((answer) => answer.url().endsWith('/consents'));
      await page.getByRole('dialog').getByRole('button', { name: '保存', exact: true }).click();
      tell('withdrawing');
      await changed;
      tell('withdrawn');
    }
    await pause(200);
  }
  await button('挂断').click();
  await page.getByRole('heading', { name: '通话已结束' }).waitFor();
  tell('ended', { captions: told });
} finally {
  await browser.close();
}
