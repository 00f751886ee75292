import { screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { changeName, valueName, type Figure } from '../../src/report/report';
import { zh } from '../../src/text/zh';
import { FakeApi } from '../fake/api';
import { REPORT } from '../fake/reports';
import { NOW, open } from './opened';

function figure(unit: Figure['unit'], value: number | null, before: number | null = null): Figure {
  return { id: 'x', unit, value, n: 1, before, n_before: 1 };
}

describe('a figure in words', () => {
  it.each([
    [figure('calls', 36, 24), '36 通', '多 12 通'],
    [figure('share', 0.92, 0.88), '92%', '多 4 个百分点'],
    [figure('share', 0.083, 0.083), '8.3%', '持平'],
    [figure('milliseconds', 840, 910), '0.8 秒', '少 0.1 秒'],
    [figure('milliseconds', 64_000, 58_000), '1 分 4 秒', '多 6 秒'],
    [figure('a_minute', 236.4, 241), '每分钟 236 字', '少 5 字'],
    [figure('a_call', 2.25), '每通 2.3 次', '前一时段无数据'],
    [figure('missing', null), '暂无数据', ''],
    [figure('share', 0, 0.1), '0%', '少 10 个百分点'],
  ])('%o', (given, value, change) => {
    expect(valueName(given, given.value, zh)).toBe(value);
    expect(changeName(given, zh)).toBe(change);
  });
});

describe('the report', () => {
  it('begins with one sentence and leads from a number to its calls', async () => {
    const { user, router } = open('/report');
    expect(await screen.findByText('共 36 通，较前一时段多 12 通。有 2 通出现服务忌语，请先听。')).toBeTruthy();
    await user.click(screen.getAllByRole('link', { name: '服务忌语' })[0]!);
    expect(await screen.findByRole('heading', { name: '计入“服务忌语”的通话' })).toBeTruthy();
    expect(router.state.location.pathname + router.state.location.search).toMatch(/^\/report\/calls\?metric=forbidden/);
    expect((await screen.findByRole('link', { name: '服务忌语 01:23' })).getAttribute('href')).toBe('/calls/A?t=83.5');
  });

  it('leads from a finding to its second, and says which to check by ear', async () => {
    open('/report');
    const grave = (await screen.findByRole('heading', { name: /^服务忌语/ })).closest('section')!;
    expect(within(grave).getByRole('link', { name: '听 01:23' }).getAttribute('href')).toBe('/calls/A?t=83.5');
    expect(within(grave).getAllByText('请核听')).toHaveLength(1);
  });

  it('says that nothing is known rather than nought', async () => {
    open('/report');
    const row = (await screen.findByText('好差评率')).closest('tr')!;
    expect(within(row).getByText('暂无数据')).toBeTruthy();
    expect(within(row).queryByRole('link')).toBeNull();
  });

  it('asks for the period, the office and the person that were chosen', async () => {
    const api = new FakeApi(NOW);
    const { user, router } = open('/report?period=week', { api });
    await user.click(await screen.findByRole('button', { name: '石桥镇便民服务中心' }));
    await vi.waitFor(() => expect(new URLSearchParams(router.state.location.search).get('office')).toBe('石桥镇便民服务中心'));
    await user.click(await screen.findByRole('button', { name: 'li' }));
    await vi.waitFor(() => expect(router.state.location.search).toContain('staff=li'));
    await user.click(await screen.findByRole('button', { name: '看全部人员' }));
    await vi.waitFor(() => expect(router.state.location.search).not.toContain('staff'));
    expect(router.state.location.search).toContain('period=week');
  });

  it('says why it is empty, and one thing to do', async () => {
    const api = Object.assign(new FakeApi(NOW), { report: { ...REPORT, calls: 0 } });
    const { user, router } = open('/report', { api });
    expect(await screen.findByText('这段时间没有结束的通话。')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: '看近三十天' }));
    await vi.waitFor(() => expect(router.state.location.search).toBe('?period=month'));
  });

  it('has a page to print with room for advice and a signature', async () => {
    open('/report/print');
    const sheet = (await screen.findByRole('heading', { name: '服务质量报告' })).closest('article')!;
    expect(within(sheet).getAllByRole('listitem')).toHaveLength(6 + 2 + 2);
    expect(within(sheet).getByRole('link', { name: '听 01:23' }).getAttribute('href')).toBe('/calls/A?t=83.5');
    expect(within(sheet).getByText('签字')).toBeTruthy();
    expect(within(sheet).getByText(/生成时间：2026年11月25日 09:00/)).toBeTruthy();
    expect(within(sheet).getByText('含演示数据')).toBeTruthy();
  });
});
