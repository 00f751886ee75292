import { BarChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { init, use as register, type EChartsType } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

register([BarChart, GridComponent, TooltipComponent, SVGRenderer]);

const INK = '#1F2329';
const SECOND = '#4E5969';
const LINE = '#DDE1E6';
const BAR = '#7A8593';
const BAR_CHOSEN = '#1D4E9E';

interface DailyChartProps {
  days: readonly { key: string; name: string; calls: number; chosen: boolean }[];
  describe: (name: string, calls: number) => string;
  onDay: (key: string) => void;
}

/** Grey bars, one a day, chosen days blue; a click on a bar narrows the search to its day. */
export function DailyChart({ days, describe, onDay }: DailyChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(undefined);

  useEffect(() => {
    if (!place.current) return undefined;
    const made = init(place.current);
    chart.current = made;
    const watch = new ResizeObserver(() => made.resize());
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      made.dispose();
    };
  }, []);

  useEffect(() => {
    chart.current?.setOption({
      animation: false,
      grid: { left: 0, right: 0, top: 18, bottom: 22 },
      tooltip: {
        trigger: 'item',
        transitionDuration: 0,
        confine: true,
        textStyle: { color: INK, fontSize: 14 },
        formatter: ({ dataIndex }: { dataIndex: number }) => {
          const day = days[dataIndex];
          return day ? describe(day.name, day.calls) : '';
        },
      },
      xAxis: {
        type: 'category',
        data: days.map((day) => day.name),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: LINE } },
        axisLabel: { color: SECOND, fontSize: 12, hideOverlap: true },
      },
      yAxis: { type: 'value', show: false, minInterval: 1 },
      series: [
        {
          type: 'bar',
          barMaxWidth: 24,
          data: days.map((day) => ({ value: day.calls, itemStyle: { color: day.chosen ? BAR_CHOSEN : BAR } })),
          emphasis: { itemStyle: { color: SECOND } },
          label: { show: days.length <= 31, position: 'top', color: SECOND, fontSize: 12, formatter: ({ value }: { value: number }) => (value ? String(value) : '') },
        },
      ],
    });
  }, [days, describe]);

  useEffect(() => {
    const made = chart.current;
    const chosen = ({ dataIndex }: { dataIndex: number }) => {
      const day = days[dataIndex];
      if (day) onDay(day.key);
    };
    made?.on('click', chosen);
    return () => {
      made?.off('click', chosen);
    };
  }, [days, onDay]);

  return <div ref={place} className="daily-bars" />;
}
