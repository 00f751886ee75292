// node live.mjs URL ACCOUNT FIRST-PASSWORD [VOICE.wav] [PICTURES]: two people meet in a call, each in a browser of their own.
// One JSON line a check; exit code 1 when one failed. With LINK, the name of the one network link of the namespace that this
// runs in, and SERVER_NETWORK, the namespace of its other end, the network is cut, narrowed and filtered too.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

const { chromium } = createRequire(new URL('../../../../web/package.json', import.meta.url))('playwright-core');
const [url, account, password, voice, pictures] = process.argv.slice(2);
const NEXT_PASSWORD = 'a-much-longer-password-7';
const PATIENCE_MS = 30_000;

async function browser(...more) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--use-fake-device-for-media-stream',
      ...(voice ? [`--use-file-for-fake-audio-capture=${voice}`] : []),
      '--autoplay-policy=no-user-gesture-required',
      '--auto-select-tab-capture-source-by-title=问政',
      '--auto-accept-this-tab-capture',
      '--disable-background-networking',
      '--disable-component-update',
      ...more,
    ],
  });
}

const complaints = [];
async function page(of, name, permissions = ['camera', 'microphone']) {
  const context = await of.newContext({ viewport: { width: 1280, height: 900 }, locale: 'zh-CN', permissions, ignoreHTTPSErrors: true });
  // What the browser counts of a call is read from its connections.
  await context.addInitScript(() => {
    const Connection = window.RTCPeerConnection;
    window.connections = [];
    window.RTCPeerConnection = class extends Connection {
      constructor(...given) {
        super(...given);
        window.connections.push(this);
      }
    };
  });
  const opened = await context.newPage();
  opened.setDefaultTimeout(PATIENCE_MS);
  opened.on('pageerror', (error) => complaints.push(`${name}: ${error.message}`));
  return opened;
}

const granting = await browser('--use-fake-ui-for-media-stream');
const citizen = await page(granting, 'citizen');
const staff = await page(granting, 'staff');
const button = (of, name) => of.getByRole('button', { name, exact: true });
const picture = async (of, name) => {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await of.screenshot({ path: join(pictures, `${name}.png`) });
};

/** Frames that a page's pictures of others have shown. */
const framesOfOthers = (of, selector = '.stage-main video') =>
  of.evaluate((chosen) => {
    const videos = [...document.querySelectorAll(chosen)];
    return videos.reduce((sum, video) => sum + video.getVideoPlaybackQuality().totalVideoFrames, 0);
  }, selector);

async function until(what, probe) {
  const end = Date.now() + PATIENCE_MS;
  let last;
  while (Date.now() < end) {
    last = await probe();
    if (last) return last;
    await new Promise((wait) => setTimeout(wait, 100));
  }
  throw new Error(`${what} did not happen within ${PATIENCE_MS / 1000} s`);
}

async function morePictures(of, selector) {
  const before = await framesOfOthers(of, selector);
  await until('a picture of the other', async () => (await framesOfOthers(of, selector)) > before + 5);
}

/** What has come in so far: sound of the others, and how high their pictures are. */
const received = (of) =>
  of.evaluate(async () => {
    const sum = { packets: 0, lost: 0, samples: 0, invented: 0, height: 0 };
    for (const connection of window.connections) {
      if (connection.connectionState !== 'connected') continue;
      for (const stats of (await connection.getStats()).values()) {
        if (stats.type !== 'inbound-rtp') continue;
        if (stats.kind === 'video') sum.height = Math.max(sum.height, stats.frameHeight ?? 0);
        if (stats.kind !== 'audio') continue;
        sum.packets += stats.packetsReceived;
        sum.lost += stats.packetsLost;
        sum.samples += stats.totalSamplesReceived;
        sum.invented += stats.concealedSamples - stats.silentConcealedSamples;
      }
    }
    return sum;
  });

const seconds = (count) => new Promise((passed) => setTimeout(passed, count * 1000));

let call;

function network(link) {
  return {
    'a lost network is said, and the call comes back': async () => {
      execFileSync('ip', ['link', 'set', link, 'down']);
      try {
        await citizen.getByText('网络断了，正在重新连接，请别关页面。').waitFor();
        await picture(citizen, 'call-reconnecting');
      } finally {
        execFileSync('ip', ['link', 'set', link, 'up']);
      }
      await citizen.getByText('网络断了，正在重新连接，请别关页面。').waitFor({ state: 'detached' });
      await Promise.all([morePictures(staff), morePictures(citizen)]);
    },
    'on 300 kbit/s for each the voice goes on and the picture gets smaller, until there is room again': async () => {
      const server = link.replace(/b$/, 'a');
      const tc = (...words) => execFileSync('nsenter', ['--net=' + process.env.SERVER_NETWORK, 'tc', 'qdisc', ...words, 'dev', server, 'root'].concat(
        words[0] === 'add' ? ['tbf', 'rate', '600kbit', 'burst', '8k', 'latency', '200ms'] : []));
      // Of both: who shares a narrow link may be served unequally, and a busy machine may send less than full from the start.
      const lines = async () => (await received(staff)).height + (await received(citizen)).height;
      const full = await lines();
      tc('add');
      let narrow;
      let loss;
      let invented;
      try {
        await seconds(12);
        const before = await received(staff);
        await seconds(8);
        const after = await received(staff);
        narrow = await lines();
        loss = (after.lost - before.lost) / Math.max(1, after.packets - before.packets);
        invented = (after.invented - before.invented) / Math.max(1, after.samples - before.samples);
        if (after.packets - before.packets < 200) throw new Error('the voice has stopped');
      } finally {
        tc('del');
      }
      const seen = `pictures of ${full} lines, then ${narrow}; sound: ${(100 * loss).toFixed(1)} % lost, ${(100 * invented).toFixed(1)} % invented`;
      // What is lost comes again as redundancy: what is heard counts, and that not much has to come again.
      if (narrow >= full || loss > 0.1 || invented > 0.05) throw new Error(seen);
      await until('the full pictures', async () => (await lines()) >= full);
      return seen;
    },
    'where no UDP gets through the call goes on by TCP, and the page says so': async () => {
      execFileSync('nft', ['-f', '-'], {
        input: 'table inet filter { chain out { type filter hook output priority 0; meta l4proto udp drop; }; }',
      });
      await citizen.getByText('本地网络限制视频，已换用备用线路。').waitFor({ timeout: 3 * PATIENCE_MS });
      await Promise.all([morePictures(staff), morePictures(citizen)]);
      await picture(citizen, 'call-tcp');
    },
  };
}

const checks = {
  'the citizen is asked first, aloud too, and nothing is ticked': async () => {
    await citizen.goto(`${url}/call`);
    await button(citizen, '开始视频咨询').waitFor();
    await picture(citizen, 'call-welcome');
    const read = citizen.waitForResponse((answer) => answer.url().endsWith('/consent/zh.opus'));
    await button(citizen, '开始视频咨询').click();
    await citizen.getByRole('heading', { name: '通话前，请您选一选' }).waitFor();
    const ticked = await citizen.getByRole('checkbox', { checked: true }).count();
    if (ticked) throw new Error(`${ticked} consents were ticked beforehand`);
    if (!(await read).ok()) throw new Error('there is no speech to read the consents aloud');
    await button(citizen, '停止朗读').waitFor();
    await button(citizen, '全部同意').click();
    await picture(citizen, 'call-consents');
  },
  'the microphone is shown to hear, and the call begins': async () => {
    await button(citizen, '选好了，下一步').click();
    await citizen.getByRole('meter').waitFor();
    await until('the level', async () => Number(await citizen.getByRole('meter').getAttribute('value')) > 0);
    await picture(citizen, 'call-devices');
    const begun = citizen.waitForResponse((answer) => answer.url().endsWith('/front-desk/calls'));
    await button(citizen, '接通').click();
    call = (await (await begun).json()).call;
    await citizen.getByText('已经接通，请稍等，马上有人接待您。').waitFor();
    return call;
  },
  'staff signs in and joins': async () => {
    await staff.goto(`${url}/calls/${call}/live`);
    await staff.getByLabel('账号').fill(account);
    await staff.getByLabel('密码', { exact: true }).fill(password);
    await button(staff, '登录').click();
    await staff.getByLabel('现在的密码').fill(password);
    await staff.getByLabel('新密码', { exact: true }).fill(NEXT_PASSWORD);
    await staff.getByLabel('再输一次新密码').fill(NEXT_PASSWORD);
    await button(staff, '更改并继续').click();
    await button(staff, '退出登录').waitFor();
    await staff.goto(`${url}/calls/${call}/live`);
    await button(staff, '加入通话').click();
    await button(staff, '离开通话').waitFor();
  },
  'both see each other': async () => {
    await Promise.all([morePictures(citizen), morePictures(staff)]);
    await citizen.getByText('窗口人员', { exact: true }).first().waitFor();
    await staff.getByText('市民', { exact: true }).first().waitFor();
    if (voice) await citizen.locator('.captions li .who').nth(2).waitFor({ timeout: 3 * PATIENCE_MS });
    await picture(citizen, 'call-citizen');
    await picture(staff, 'call-staff');
  },
  'a mute is seen by whoever muted and opens again': async () => {
    await button(citizen, '关麦克风').click();
    await button(citizen, '开麦克风').click();
    await button(citizen, '关麦克风').waitFor();
  },
  'a camera that is off is said, not shown': async () => {
    await button(citizen, '关摄像头').click();
    await staff.locator('.stage-main').getByText('没有开摄像头').waitFor();
    await button(citizen, '开摄像头').click();
    await morePictures(staff);
  },
  'staff looks at a document, and the citizen is told that it is kept': async () => {
    await button(staff, '看材料').click();
    await citizen.getByText('工作人员正在看您的材料，画面会留存。').waitFor();
    await picture(citizen, 'call-document');
    await button(staff, '看完了').click();
    await citizen.getByText('工作人员正在看您的材料，画面会留存。').waitFor({ state: 'detached' });
    await button(staff, '看材料').waitFor();
  },
  'the citizen shares the screen': async () => {
    await button(citizen, '共享屏幕').click();
    await staff.getByText('市民共享的屏幕').waitFor();
    await morePictures(staff, '.tile-large video');
    await picture(staff, 'call-screen');
    await button(citizen, '停止共享').click();
    await staff.getByText('市民共享的屏幕').waitFor({ state: 'detached' });
  },
  'a consent is withdrawn while the call goes on': async () => {
    await button(citizen, '更改同意项').click();
    await citizen.getByRole('dialog').getByRole('checkbox', { name: /保存录音/ }).click();
    await picture(citizen, 'call-change-consents');
    const changed = citizen.waitForResponse((answer) => answer.url().endsWith('/consents'));
    await citizen.getByRole('dialog').getByRole('button', { name: '保存', exact: true }).click();
    const consents = await (await changed).json();
    if (consents.record !== false || consents.answer !== true) throw new Error(JSON.stringify(consents));
    await morePictures(staff);
  },
  'a page that is loaded again is back in the call': async () => {
    await citizen.reload();
    await citizen.getByText('窗口人员', { exact: true }).first().waitFor();
    await Promise.all([morePictures(citizen), morePictures(staff)]);
    await button(citizen, '关麦克风').waitFor();
  },
  'on a phone everything is within reach': async () => {
    await citizen.setViewportSize({ width: 390, height: 844 });
    await button(citizen, '挂断').waitFor();
    const wide = await citizen.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    await picture(citizen, 'call-phone');
    if (wide) throw new Error('the page is wider than the screen');
    await citizen.setViewportSize({ width: 1280, height: 900 });
  },
  ...(process.env.LINK ? network(process.env.LINK) : {}),
  'a refused microphone is said in words': async () => {
    const refusing = await browser();
    try {
      const refused = await page(refusing, 'refused', []);
      await refused.goto(`${url}/call`);
      await button(refused, '开始视频咨询').click();
      await button(refused, '选好了，下一步').click();
      await refused.getByText('麦克风没有允许。请点地址栏的锁，选允许。').waitFor();
      await picture(refused, 'call-refused');
    } finally {
      await refusing.close();
    }
  },
  'hanging up ends the call for both': async () => {
    await button(citizen, '挂断').click();
    await citizen.getByRole('heading', { name: '通话已结束' }).waitFor();
    await staff.getByText('这通通话已经结束').waitFor();
    await picture(citizen, 'call-over');
  },
  'no page complained': async () => {
    if (complaints.length) throw new Error(complaints.join('; '));
  },
};

let failed = 0;
try {
  for (const [name, check] of Object.entries(checks)) {
    const begun = Date.now();
    let line;
    try {
      line = { check: name, ok: true, detail: (await check()) ?? '' };
    } catch (error) {
      failed++;
      line = { check: name, ok: false, detail: error.message };
      if (pictures) await Promise.all([picture(citizen, `failed-citizen-${failed}`), picture(staff, `failed-staff-${failed}`)]);
    }
    console.log(JSON.stringify({ ...line, milliseconds: Date.now() - begun }));
  }
} finally {
  await granting.close();
}
process.exit(failed ? 1 : 0);
