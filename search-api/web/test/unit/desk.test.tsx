import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { CardView } from '../../src/live/AnswerCard';
import { cardOf, type Card } from '../../src/live/card';
import { FakeApi } from '../fake/api';
import { NOW, open } from './opened';

const ANSWER: Card = {
  version: 1,
  outcome: 'answered',
  sentences: ['费用方面：不收费。'],
  buttons: [],
  item: { code: 'MZ-01', name: '结婚登记', version: 3, since: '2026-01-01', materials: ['双方身份证原件', '合影3张'] },
};

describe('the card of the digital human', () => {
  it('is read from what came, or not at all', () => {
    expect(cardOf(JSON.stringify(ANSWER))).toEqual(ANSWER);
    for (const wrong of ['', '{', '[]', '{"version":2,"sentences":[],"buttons":[]}', '{"version":1}']) {
      expect(cardOf(wrong)).toBeUndefined();
    }
  });

  it('lists what to bring, and where that stands', () => {
    render(<CardView card={ANSWER} />);
    expect(within(screen.getByRole('list', { name: '要带的材料' })).getAllByRole('listitem')).toHaveLength(2);
    expect(screen.getByText('来源：《结婚登记》办事指南第3版，2026-01-01起有效')).toBeTruthy();
  });

  it('asks what is tapped', async () => {
    const asked = vi.fn();
    render(<CardView card={{ ...ANSWER, buttons: ['租房', '单位宿舍'] }} onAsk={asked} />);
    await userEvent.setup().click(screen.getByRole('button', { name: '单位宿舍' }));
    expect(asked).toHaveBeenCalledExactlyOnceWith('单位宿舍');
  });

  it('gives the number to dial first', () => {
    render(<CardView card={{ version: 1, outcome: 'emergency', sentences: ['请马上打120。'], buttons: ['120'], number: '120' }} />);
    expect(screen.getByRole('link', { name: '请马上拨打 120' }).getAttribute('href')).toBe('tel:120');
  });
});

describe('window staff', () => {
  it('begins at the desk and is offered no calls to read', async () => {
    const api = new FakeApi(NOW);
    api.role = 'clerk';
    open('/', { api });
    expect(await screen.findByRole('heading', { name: '接听台' })).toBeTruthy();
    expect(await screen.findByText('现在没有市民在等人工。')).toBeTruthy();
    expect(screen.queryByRole('link', { name: '检索' })).toBeNull();
    expect(screen.queryByRole('link', { name: '通话' })).toBeNull();
  });

  it('sees who waits, the urgent first, with what was said, and takes the call', async () => {
    const api = new FakeApi(NOW);
    api.queue = [
      {
        call: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
        place: 1,
        waiting: {
          since: NOW.toISOString(),
          urgent: true,
          brief: {
            open: '护照怎么换',
            mood: '危急',
            answered: [{ item: 'MZ-01', name: '结婚登记', text: '费用方面：不收费。' }],
            turns: [{ who: 'citizen', text: '护照怎么换' }],
          },
        },
      },
    ];
    open('/calls', { api });
    const queue = await screen.findByRole('region', { name: '等待人工的市民' });
    expect(within(queue).getByText('紧急')).toBeTruthy();
    expect(within(queue).getByText('还没解决：护照怎么换')).toBeTruthy();
    expect(within(queue).getByText('已答《结婚登记》：费用方面：不收费。')).toBeTruthy();
    expect(within(queue).getByRole('link', { name: '接听' }).getAttribute('href')).toBe('/calls/01ARZ3NDEKTSV4RRFFQ69G5FAV/live');
  });

  it('sees no queue while nobody waits', async () => {
    open('/calls');
    await screen.findByRole('heading', { name: /通话/ });
    expect(screen.queryByRole('region', { name: '等待人工的市民' })).toBeNull();
  });
});
