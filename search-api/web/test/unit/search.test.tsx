import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { open } from './opened';

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
});
