import { afterAll, beforeAll, describe, it } from 'vitest';
import { callId } from '../fake/documents';
import { missing, Visit } from './browser';

const FOLDER = process.env.WENZHENG_PICTURES;

// `WENZHENG_PICTURES=folder npm run e2e` draws the pages to look at, and those of docs/pictures.
describe.skipIf(missing())('pictures', () => {
  let visit: Visit;
  beforeAll(async () => {
    visit = await Visit.begin();
  });
  afterAll(() => visit.end());

  it.each([1440, 360])('at %i px', async (width) => {
    const height = width === 360 ? 800 : 900;
    const { page } = await visit.page(width, height);
    const shot = async (name: string) => {
      await page.evaluate(() => document.fonts.ready);
      await page.screenshot({ path: `${FOLDER}/${name}-${width}.png` });
    };
    await page.goto(`${visit.origin}/login`);
    await page.getByLabel('账号').waitFor();
    await shot('login');
    await visit.signIn(page);
    await page.goto(`${visit.origin}/?q=居住证`);
    await page.locator('.result').first().waitFor();
    await page.locator('.daily-bars svg').waitFor();
    await shot('search');
    await page.goto(`${visit.origin}/report`);
    await page.locator('.report').waitFor();
    await shot('report');
    await page.screenshot({ path: `${FOLDER}/report-whole-${width}.png`, fullPage: true });
    await page.goto(`${visit.origin}/report/calls?metric=forbidden`);
    await page.locator('.calls').waitFor();
    await shot('report-calls');
    await page.goto(`${visit.origin}/report/print`);
    await page.locator('.sheet').waitFor();
    await page.screenshot({ path: `${FOLDER}/report-print-${width}.png`, fullPage: true });
    await page.goto(`${visit.origin}/?q=火车票改签&mode=words`);
    await page.locator('.note-empty').waitFor();
    await shot('empty');
    visit.api.demo = { done: 12, total: 36 };
    await page.goto(`${visit.origin}/calls`);
    await page.locator('.calls').waitFor();
    await shot('calls');
    visit.api.demo = { done: 0, total: 0 };
    await page.goto(`${visit.origin}/calls/${callId('居住证快到期怎么续签')}?t=9`);
    await page.getByRole('dialog').waitFor();
    await shot('purpose');
    await page.getByRole('button', { name: '登记并收听' }).click();
    await page.locator('.word-now').waitFor();
    await page.getByRole('button', { name: '暂停' }).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.locator('.word-now').waitFor();
    await shot('call');
    await page.goto(`${visit.origin}/calls/${callId('自来水黄影响早点店生意')}`);
    await page.locator('.live').waitFor();
    await shot('running');
  });
});
