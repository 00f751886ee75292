import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { changed, lines, refusedField, written } from '../../src/items/item';
import { ACCOUNT, FakeApi } from '../fake/api';
import { itemDetail, RESIDENCE } from '../fake/items';
import { NOW, open } from './opened';

function api(role: string, editor = '钱编辑'): FakeApi {
  return Object.assign(new FakeApi(NOW), { role, item: itemDetail(editor) });
}

describe('an item', () => {
  it('is written back as it was read, field by field', () => {
    for (const field of ['aliases', 'materials', 'fee', 'department'] as const) {
      expect(written(RESIDENCE, field, lines(RESIDENCE, field).join('\n'))).toEqual(RESIDENCE);
    }
  });

  it('keeps for whom a material is needed', () => {
    expect(lines(RESIDENCE, 'materials')).toEqual(['身份证原件', '租房合同｜home=租房']);
    expect(written(RESIDENCE, 'materials', ' 户口簿 | home = 自有 \n\n').materials).toEqual([{ text: '户口簿', when: { home: '自有' } }]);
  });

  it('loses a field that is emptied, and sends what is no number as it is', () => {
    expect(written(RESIDENCE, 'fee', ' ')).not.toHaveProperty('fee');
    expect(written(RESIDENCE, 'visits', '1')).toHaveProperty('visits', 1);
    expect(written(RESIDENCE, 'visits', '一次')).toHaveProperty('visits', '一次');
  });

  it('differs from another in what was changed', () => {
    expect(changed(RESIDENCE, { ...RESIDENCE, fee: '5元' })).toEqual(['fee']);
    expect(changed(undefined, RESIDENCE)).toContain('materials');
  });

  it('is refused at the field that the answer names', () => {
    expect(refusedField('JZ-01.yaml:12: fee: too long')).toBe('fee');
    expect(refusedField('something else')).toBeUndefined();
  });
});

describe('the items', () => {
  it('are where an editor begins, with what waits first', async () => {
    open('/', { api: api('editor') });
    expect(await screen.findByRole('heading', { name: /^事项/ })).toBeTruthy();
    const rows = await screen.findAllByRole('rowheader');
    expect(rows[0]?.textContent).toContain('居住证办理');
    expect(screen.getByText('有改动待审核')).toBeTruthy();
    expect(screen.queryByRole('link', { name: '接听台' })).toBeNull();
  });

  it('are found by a part of their names', async () => {
    const { user } = open('/items', { api: api('editor') });
    await user.type(await screen.findByLabelText('按名称、编码或部门查找'), '夜间');
    expect(screen.getAllByRole('rowheader')).toHaveLength(1);
  });

  it('show a reviewer what changes, who approves it', async () => {
    const fake = api('reviewer');
    const { user } = open('/items/JZ-01', { api: fake });
    const proposal = await screen.findByRole('region', { name: '待审核的改动' });
    expect(within(proposal).getByText('不收费').tagName).toBe('DEL');
    expect(within(proposal).getByText('工本费20元').tagName).toBe('INS');
    expect(within(proposal).getByText('没有写')).toBeTruthy();
    expect(screen.queryByRole('button', { name: '修改这份提议' })).toBeNull();
    await user.click(within(proposal).getByRole('button', { name: '通过并生效' }));
    expect(fake.itemWrites).toEqual(['POST /items/proposals/7/approval ']);
  });

  it('are sent back with a reason', async () => {
    const fake = api('reviewer');
    const { user } = open('/items/JZ-01', { api: fake });
    await user.type(await screen.findByLabelText('退回的理由'), '金额请附文件');
    await user.click(screen.getByRole('button', { name: '退回' }));
    expect(fake.itemWrites).toEqual(['POST /items/proposals/7/refusal {"note":"金额请附文件"}']);
  });

  it('want somebody else to approve', async () => {
    open('/items/JZ-01', { api: api('administrator', ACCOUNT) });
    expect(await screen.findByText('这是您自己的改动。请由另一人审核。')).toBeTruthy();
    expect(screen.queryByRole('button', { name: '通过并生效' })).toBeNull();
  });

  it('go back to the version before, once that is confirmed', async () => {
    const fake = api('reviewer');
    const { user } = open('/items/JZ-01', { api: fake });
    await user.click(await screen.findByRole('button', { name: '恢复上一版' }));
    expect(fake.itemWrites).toEqual([]);
    await user.click(screen.getByRole('button', { name: '确认恢复' }));
    expect(fake.itemWrites).toEqual(['POST /items/JZ-01/rollback {}']);
  });

  it('are changed by an editor, who is told what was refused', async () => {
    const fake = api('editor');
    fake.itemRefusal = 'JZ-01.yaml:9: fee: an entry is longer than 1000 characters';
    const { user } = open('/items/JZ-01', { api: fake });
    await user.click(await screen.findByRole('button', { name: '修改这份提议' }));
    const fee = screen.getByLabelText('收费');
    await user.clear(fee);
    await user.type(fee, '工本费10元');
    await user.click(screen.getByRole('button', { name: '提交审核' }));
    expect(await screen.findByText('这一项不合要求，请改后再提交。')).toBeTruthy();
    expect(fake.itemWrites.at(-1)).toContain('"fee":"工本费10元"');
    expect(fake.itemWrites.at(-1)).toContain('"when":{"home":"租房"}');
    fake.itemRefusal = undefined;
    await user.click(screen.getByRole('button', { name: '提交审核' }));
    expect(await screen.findByRole('button', { name: '修改这份提议' })).toBeTruthy();
  });

  it('that are missing are told with how often they were asked for', async () => {
    const fake = api('editor');
    fake.gaps = [{ question: '养狗要办什么证？', calls: 3, last_at: '2026-11-25T01:00:00Z', places: [{ call: 'A', start_ms: 9000 }] }];
    const { user } = open('/items', { api: fake });
    await user.click(await screen.findByRole('link', { name: '没答上的问题' }));
    expect(await screen.findByText('养狗要办什么证？')).toBeTruthy();
    expect(screen.getByText('3 通问过，最近 今天 09:00')).toBeTruthy();
    expect(screen.queryByRole('link', { name: '听第 1 处' })).toBeNull();
  });

  it('that are missing lead whoever may hear calls to the second', async () => {
    const fake = api('administrator');
    fake.gaps = [{ question: '养狗要办什么证？', calls: 1, last_at: '2026-11-25T01:00:00Z', places: [{ call: 'A', start_ms: 9000 }] }];
    open('/items/gaps', { api: fake });
    expect((await screen.findByRole('link', { name: '听第 1 处' })).getAttribute('href')).toBe('/calls/A?t=9');
  });

  it('are begun anew with a code', async () => {
    const fake = api('editor');
    const { user, router } = open('/items/new', { api: fake });
    await user.type(await screen.findByLabelText('编码'), 'JZ-01');
    await user.type(screen.getByLabelText('名称'), '居住证办理');
    await user.click(screen.getByRole('button', { name: '提交审核' }));
    await screen.findByRole('region', { name: '待审核的改动' });
    expect(router.state.location.pathname).toBe('/items/JZ-01');
  });
});
