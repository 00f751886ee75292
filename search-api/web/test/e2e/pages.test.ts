import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callId } from '../fake/documents';
import { missing, Visit } from './browser';
import { lowContrast } from './contrast';

const RESIDENCE = `/calls/${callId('居住证快到期怎么续签')}`;
const RUNNING = callId('自来水黄影响早点店生意');
const reason = missing();

/** Seconds on the player's clock. */
async function played(page: Page): Promise<number> {
  const text = (await page.locator('.clock').textContent()) ?? '';
  const [minutes = 0, seconds = 0] = (text.split(' / ')[0] ?? '').split(':').map(Number);
  return minutes * 60 + seconds;
}

describe.skipIf(reason)(`in a browser${reason ? `: ${reason}` : ''}`, () => {
  let visit: Visit;
  beforeAll(async () => {
    visit = await Visit.begin();
  });
  afterAll(() => visit?.end());

  it('a found word is played from its second, and the text follows', async () => {
    const { page, complaints } = await visit.page(1440);
    await visit.signIn(page);
    await page.getByRole('searchbox').fill('居住证');
    await page.getByRole('searchbox').press('Enter');
    await page.getByRole('heading', { name: '找到 2 通通话' }).waitFor();
    await page.locator('.daily-bars svg').waitFor();
    await page.getByRole('article', { name: '居住证快到期怎么续签' }).getByRole('link', { name: '从 00:05 播放' }).click();
    await page.getByRole('button', { name: '登记并收听' }).click();
    await page.getByRole('button', { name: '暂停' }).waitFor();
    await page.locator('.word-now').waitFor();
    expect(await played(page)).toBeGreaterThanOrEqual(5);
    expect(visit.api.purposes).toEqual(['核对诉求内容']);

    await page.locator('.word', { hasText: '齐全' }).click();
    await page.waitForFunction(() => document.querySelector('.turn-now')?.textContent?.includes('齐全'));
    await page.getByRole('button', { name: '暂停' }).click();
    const paused = await played(page);
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => played(page)).toBe(paused - 5);
    await page.getByLabel('声音').selectOption({ label: '市民' });
    await page.keyboard.press('Escape');
    expect(complaints).toEqual([]);
  });

  it('a running call grows, and can be played when it has ended', async () => {
    const { page, complaints } = await visit.page(1440);
    await visit.signIn(page, `/calls/${RUNNING}`);
    await page.getByText('通话中，文字会自己更新。').waitFor();
    const last = visit.api.calls.find((each) => each.call.call === RUNNING)!.segments.at(-1)!;
    const next = { ...last, segment: `${RUNNING}:staff-audio:900`, role: 'staff' as const, start_ms: 18_000, end_ms: 19_500, words: [] };
    await expect
      .poll(async () => {
        visit.api.say(RUNNING, { ...next, text: '我先登记', final: false });
        return page.locator('.turn-interim').count();
      })
      .toBe(1);
    visit.api.say(RUNNING, { ...next, text: '我先登记您的店名。' });
    await page.getByText('我先登记您的店名。').waitFor();
    await expect.poll(() => page.locator('.turn-interim').count()).toBe(0);
    visit.api.end(RUNNING);
    await page.getByRole('button', { name: '播放', exact: true }).waitFor();
    expect(complaints).toEqual([]);
  });

  it.each([1440, 360])('at %i px nothing sticks out and every text can be read', async (width) => {
    const { page, complaints } = await visit.page(width);
    await page.goto(`${visit.origin}/login`);
    await page.getByLabel('账号').waitFor();
    expect(await lowContrast(page)).toEqual([]);
    await visit.signIn(page);
    for (const [path, landmark] of [
      ['/?q=自来水', '.result'],
      ['/?q=火车票改签&mode=words', '.note-empty'],
      ['/calls', '.calls'],
      ['/report', '.report'],
      ['/report/calls?metric=forbidden', '.calls'],
      ['/report/print', '.sheet'],
      [RESIDENCE, '.turn'],
    ] as const) {
      await page.goto(visit.origin + path);
      await page.locator(landmark).first().waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect([path, await lowContrast(page)]).toEqual([path, []]);
    }
    expect(complaints).toEqual([]);
  });

  it('the report is one page of A4, whatever stands in it', async () => {
    const { page } = await visit.page(1440);
    const usual = visit.api.report;
    const many = Array.from({ length: 5 }, (_, at) => ({ ...usual.gaps[0]!, question: `第 ${at + 1} 个没有答上的问题，问得很长很长，一直问到这一行的末尾还没有问完`, last_at: `${at}` }));
    visit.api.report = { ...usual, gaps: many, findings: ['forbidden', 'no_greeting', 'interruption'].map((kind) => ({ ...usual.findings[0]!, kind })) };
    await visit.signIn(page);
    await page.goto(`${visit.origin}/report/print`);
    await page.locator('.sheet footer').waitFor();
    const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(paper.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    expect(await page.evaluate(() => {
      const sheet = document.querySelector('.sheet')!;
      return sheet.scrollHeight - sheet.clientHeight;
    })).toBeLessThanOrEqual(0);
    visit.api.report = usual;
  });

  it('shows where the focus is, and says when the network is gone', async () => {
    const { page } = await visit.page(1440);
    await visit.signIn(page, '/calls');
    await page.reload();
    await page.getByRole('heading', { name: /近期通话/ }).waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('跳到正文');
    expect(await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle)).toBe('solid');
    await page.context().setOffline(true);
    await page.getByText('网络断开，页面不会更新。').waitFor();
  });
});
