import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Matter } from '../../src/insight/InsightPage';
import { FakeApi } from '../fake/api';
import { NOW, open } from './opened';

const WATER: Matter = {
  topic: 'utilities',
  label: '自来水发黄',
  calls: 7,
  calls_before: 1,
  negative: 5,
  quotes: [{ call: 'A', segment: 'A:1', start_ms: 12_000, at: '2026-11-25T01:00:00Z', text: '自来水发黄好几天了。' }],
};

function api(...matters: Matter[]): FakeApi {
  const fake = new FakeApi(NOW);
  fake.emerging = { from: '', to: '', calls: 10, calls_before: 26, matters };
  return fake;
}

describe('what people come with', () => {
  it('tells a new matter with its calls, mood and quotes to listen to', async () => {
    open('/insight', { api: api(WATER) });
    const matter = (await screen.findByRole('heading', { name: /^自来水发黄/ })).closest('li')!;
    expect(within(matter).getByText(/近一天 7 通，此前十三天 1 通。/)).toBeTruthy();
    expect(within(matter).getByText('5 通不满')).toBeTruthy();
    expect(within(matter).getByRole('link', { name: '听这一句' }).getAttribute('href')).toBe('/calls/A?t=12');
    expect(within(matter).getByRole('link', { name: '自来水发黄' }).getAttribute('href')).toContain('/?q=');
  });

  it('quotes nobody where few were concerned', async () => {
    open('/insight', { api: api({ ...WATER, calls: 4, quotes: [] }) });
    expect(await screen.findByText('不足五通，不显示原话。')).toBeTruthy();
  });

  it('says why there is nothing', async () => {
    open('/insight', { api: api() });
    expect(await screen.findByText('近一天没有突然增多的诉求。')).toBeTruthy();
    const fresh = api();
    fresh.emerging = { ...fresh.emerging, calls_before: 0 };
    open('/insight', { api: fresh });
    expect(await screen.findByText('历史通话还不够，暂时比不出来。')).toBeTruthy();
  });

  it('compares topics with the period before, in words', async () => {
    const fake = api();
    fake.trends = {
      ...fake.trends,
      calls: 20,
      calls_before: 8,
      topics: [
        { topic: 'utilities', name: '水电气', calls: 9, calls_before: 2, negative: 6, not_known: 1 },
        { topic: 'residence', name: '居住', calls: 2, calls_before: 5, negative: 0, not_known: 0 },
      ],
    };
    const { user, router } = open('/insight', { api: fake });
    expect(await screen.findByText('共 20 通，比前一时段多 12 通。')).toBeTruthy();
    const [, first, second] = screen.getAllByRole('row');
    expect(within(first!).getByText('多 7 通')).toBeTruthy();
    expect(within(first!).getByText('6 通，占 67%')).toBeTruthy();
    expect(within(second!).getByText('少 3 通')).toBeTruthy();
    await user.click(screen.getByText('近 30 天'));
    expect(router.state.location.search).toBe('?days=30');
  });
});
