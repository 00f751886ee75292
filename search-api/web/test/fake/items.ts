import type { ItemDetail, ItemSummary, ServiceItem } from '../../src/items/item';

/** An item of an office that does not exist. */
export const RESIDENCE: ServiceItem = {
  code: 'JZ-01',
  name: '居住证办理',
  category: '户籍居住',
  department: '公安窗口',
  aliases: ['暂住证'],
  questions: ['居住证怎么办'],
  conditions: ['居住满半年'],
  slots: [{ key: 'home', ask: '您住的是租的房子吗？', choices: { 租房: ['租的'], 自有: ['自己的'] } }],
  materials: [
    { text: '身份证原件', when: {} },
    { text: '租房合同', when: { home: '租房' } },
  ],
  steps: [],
  fee: '不收费',
  version: 2,
  editor: '钱编辑',
  reviewer: '孙审核',
};

const AT = '2026-11-25T01:00:00Z';

/** An item in force, and a change of its fee that waits. */
export function itemDetail(editor: string): ItemDetail {
  return {
    item: RESIDENCE,
    state: 'in_force',
    versions: [
      { id: 7, item: { ...RESIDENCE, fee: '工本费20元', aliases: [] }, state: 'proposed', editor, proposed_at: AT },
      { id: 5, version: 2, item: RESIDENCE, state: 'approved', editor: '钱编辑', proposed_at: AT, reviewer: '孙审核', decided_at: AT },
      { id: 3, version: 1, item: RESIDENCE, state: 'approved', editor: '钱编辑', proposed_at: AT, reviewer: '孙审核', decided_at: AT },
    ],
  };
}

export const ITEMS: readonly ItemSummary[] = [
  { code: 'CG-01', name: '夜间施工', category: '城市管理', department: '城管窗口', version: 1, state: 'expired' },
  { code: 'JZ-01', name: '居住证办理', category: '户籍居住', department: '公安窗口', version: 2, state: 'in_force', proposed_by: '钱编辑' },
];
