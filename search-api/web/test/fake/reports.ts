import type { ReportedCalls } from '../../src/report/ReportedCallsPage';
import type { Figure, ServiceReport } from '../../src/report/report';

function figure(id: string, unit: Figure['unit'], value: number | null, n: number, before: number | null, nBefore: number): Figure {
  return { id, unit, value, n, before, n_before: nBefore };
}

/** Yesterday's report of an invented office. */
export const REPORT: ServiceReport = {
  from: '2026-11-23T16:00:00Z',
  to: '2026-11-24T16:00:00Z',
  made_at: '2026-11-25T01:00:00Z',
  calls: 36,
  demo: 36,
  metrics: [
    figure('calls', 'calls', 36, 36, 24, 24),
    figure('connected', 'share', 1, 36, 0.96, 24),
    figure('wait_p50', 'missing', null, 0, null, 0),
    figure('wait_p90', 'missing', null, 0, null, 0),
    figure('handling', 'milliseconds', 64_000, 36, 58_200, 24),
    figure('first_time', 'missing', null, 0, null, 0),
    figure('rating', 'missing', null, 0, null, 0),
    figure('contained', 'share', 0.75, 12, 0.8, 10),
    figure('wrong_answers', 'missing', null, 0, null, 0),
    figure('calmed', 'share', 0.5, 6, null, 0),
    figure('soured', 'share', 0.1, 30, 0.1, 20),
    figure('response', 'milliseconds', 840, 24, 910, 20),
    figure('silence', 'part', 0.18, 24, 0.16, 20),
    figure('speed', 'a_minute', 236, 24, 241, 20),
    figure('greeted', 'share', 0.92, 24, 0.88, 20),
    figure('courtesy', 'a_call', 2.3, 24, 2.1, 20),
    figure('forbidden', 'share', 0.083, 24, 0, 20),
    figure('interrupted', 'share', 0.04, 24, 0.05, 20),
    figure('repeated', 'share', 0.04, 24, 0, 20),
    figure('promised', 'share', 0.21, 24, 0.25, 20),
    figure('media', 'missing', null, 0, null, 0),
    figure('heard', 'part', 0.97, 36, 0.98, 24),
  ],
  findings: [
    {
      kind: 'forbidden',
      calls: 2,
      evidence: [
        { call: 'A', title: '楼道堆物没人管', started_at: '2026-11-24T03:00:00Z', segment: 'A:1', start_ms: 83_500, phrase: '不归我管', confidence: 0.9 },
        { call: 'B', title: '社保断缴补缴', started_at: '2026-11-24T02:00:00Z', segment: 'B:1', start_ms: 12_000, phrase: '自己上网查', confidence: 0.65 },
      ],
    },
    {
      kind: 'long_silence',
      calls: 1,
      evidence: [{ call: 'C', title: '居住证签注', started_at: '2026-11-24T01:00:00Z', segment: 'C:1', start_ms: 41_000, phrase: '', confidence: 1 }],
    },
  ],
  offices: [
    { name: '澄湖区政务服务中心', calls: 30, greeted: 0.95, forbidden: 0.05, heard: 0.97 },
    { name: '石桥镇便民服务中心', calls: 6, greeted: 0.8, forbidden: 0.2, heard: 0.96 },
  ],
  staff: [{ name: 'li', calls: 24, greeted: 0.92, forbidden: 0.083, heard: 0.97 }],
  gaps: [
    { question: '临时摊位怎么申请？', calls: 6, last_at: '2026-11-24T08:00:00Z', places: [{ call: 'D', start_ms: 9_000 }] },
    { question: '', calls: 2, last_at: '2026-11-24T07:00:00Z', places: [{ call: 'E', start_ms: 9_000 }] },
  ],
};

/** The calls behind one of its figures. */
export const REPORTED: ReportedCalls = {
  total: 2,
  calls: [
    {
      call: 'A',
      title: '楼道堆物没人管',
      office: '澄湖区政务服务中心',
      started_at: '2026-11-24T03:00:00Z',
      duration_ms: 95_000,
      sentiment: 'negative',
      findings: [{ kind: 'forbidden', segment: 'A:1', start_ms: 83_500, phrase: '不归我管', confidence: 0.9 }],
    },
    {
      call: 'B',
      title: '社保断缴补缴',
      office: '澄湖区政务服务中心',
      started_at: '2026-11-24T02:00:00Z',
      duration_ms: 64_000,
      sentiment: 'neutral',
      findings: [],
    },
  ],
};
