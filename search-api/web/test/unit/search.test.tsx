import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { FakeApi } from '../fake/api';
import { NOW, open } from './opened';

describe('the search page', () => {
  it('finds calls, marks the words and leads to the second', async () => {
    const { user, router } = open('/');
    await user.type(await screen.findByRole('searchbox', { name: '检索通话内容' }), '居住证{Enter}');
    expect(await screen.findByRole('heading', { name: /找到 2 通通话/ })).toBeDefined();
    const call = screen.getByRole('article', { name: '居住证快到期怎么续签' });
    expect(within(call).getAllByText('居住证', { selector: 'mark' }).length).toBeGreaterThan(1);
    const [first] = within(call).getAllByRole('link', { name: /从 00:\d\d 播放/ });
    await user.click(first!);
    await waitFor(() => expect(router.state.location.pathname).toMatch(/^\/calls\/01/));
    expect(router.state.location.search).toMatch(/^\?t=\d/);
  });

  it('says of each call where it comes from and whether it runs', async () => {
    open('/?q=自来水');
    const running = await screen.findByRole('article', { name: '自来水黄影响早点店生意' });
    expect(within(running).getByText('通话中')).toBeDefined();
    expect(within(running).getByText('合成语音')).toBeDefined();
    expect(within(running).getByText('演示数据')).toBeDefined();
    expect(within(running).getByText('负面')).toBeDefined();
  });

  it('narrows by facets, which stand in the address and count calls', async () => {
    const { user, router } = open('/');
    await user.click(await screen.findByRole('checkbox', { name: '水电气暖，4 通' }));
    await screen.findByRole('heading', { name: /找到 4 通通话/ });
    expect(router.state.location.search).toBe('?topic=utilities');
    // The chosen topic hides no other: a second one is one click away.
    await user.click(screen.getByRole('checkbox', { name: '户籍居住证，2 通' }));
    await screen.findByRole('heading', { name: /找到 6 通通话/ });
    await user.click(screen.getByRole('checkbox', { name: '户籍居住证，2 通' }));
    await screen.findByRole('heading', { name: /找到 4 通通话/ });
    await user.click(screen.getByRole('radio', { name: '今天' }));
    await screen.findByRole('heading', { name: /找到 3 通通话/ });
    expect(router.state.location.search).toContain('from=2026-11-25&to=2026-11-25');
    await user.click(screen.getByRole('button', { name: '清除筛选' }));
    await screen.findByRole('heading', { name: /全部通话 共 12 通/ });
  });

  it.each([
    ['/?q=没有这回事啊&mode=words', '没有通话说到这些词。', '改用语义检索'],
    ['/?q=居住证&topic=transport', '没有符合筛选的通话。', '清除筛选'],
    ['/?q=嗯啊哦&mode=meaning', '没有找到意思相近的话。', '查看全部通话'],
  ])('says at %s why it is empty and what to do', async (path, why, action) => {
    open(path);
    await screen.findByText(why);
    expect(screen.getAllByRole('button', { name: action }).length).toBeGreaterThan(0);
  });

  it('exports what is searched for, filters and all', async () => {
    open('/?q=居住证&mode=words&topic=residence');
    const link = await screen.findByRole('link', { name: '导出表格' });
    const address = new URL(link.getAttribute('href') ?? '', 'http://localhost');
    expect(address.pathname).toBe('/api/v1/search/export');
    expect(Object.fromEntries(address.searchParams)).toEqual({
      q: '居住证',
      mode: 'words',
      topic: 'residence',
    });
    expect(link.hasAttribute('download')).toBe(true);
  });

  it('lists the days’ calls for who cannot see bars', async () => {
    open('/?q=自来水');
    expect(await screen.findByText('2 天内，11月25日最多，3 通')).toBeDefined();
    expect(screen.getByText('11月24日，1 通')).toBeDefined();
  });

  it('shows how far the demo is and goes on by itself', async () => {
    const api = Object.assign(new FakeApi(NOW), { demo: { done: 3, total: 36 } });
    const all = api.calls;
    api.calls = all.slice(-3);
    open('/', { api });
    expect(await screen.findByText('演示通话已处理 3/36')).toBeDefined();
    await screen.findByRole('heading', { name: /全部通话 共 3 通/ });
    api.calls = all;
    api.demo = { done: 36, total: 36 };
    await screen.findByRole('heading', { name: /全部通话 共 12 通/ });
    expect(screen.queryByText(/演示通话已处理/)).toBeNull();
  });

  it('says when the index is away, and tries again on demand', async () => {
    const api = new FakeApi(NOW);
    api.broken = 503;
    const { user } = open('/?q=居住证', { api });
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('检索服务正在恢复，请稍后重试。');
    api.broken = undefined;
    await user.click(within(alert).getByRole('button', { name: '重试' }));
    await screen.findByRole('heading', { name: /找到 2 通通话/ });
  });

  it('speaks English when asked to, and remembers it', async () => {
    const { user, page } = open('/?q=自来水');
    await user.click(await screen.findByRole('button', { name: 'English' }));
    await screen.findByRole('heading', { name: /4 calls found/ });
    expect(document.documentElement.lang).toBe('en');
    page.unmount();
    open('/calls');
    await screen.findByRole('heading', { name: /Recent calls/ });
  });
});
