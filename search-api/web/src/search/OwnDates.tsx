import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useId } from 'react';
import { useLanguage } from '../text/Language';

interface OwnDatesProps {
  from: string;
  to: string;
  onChange: (days: { from: string; to: string }) => void;
}

/** Two days, both included; either may stay open. */
export function OwnDates({ from, to, onChange }: OwnDatesProps) {
  const { text, language } = useLanguage();
  dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');
  const id = useId();
  const picker = (which: 'from' | 'to', value: string) => (
    <div className="own-date">
      <label htmlFor={`${id}-${which}`}>{text.search[which]}</label>
      <DatePicker
        id={`${id}-${which}`}
        value={value ? dayjs(value) : null}
        placeholder=""
        suffixIcon={null}
        {...(which === 'to' && from ? { minDate: dayjs(from) } : {})}
        {...(which === 'from' && to ? { maxDate: dayjs(to) } : {})}
        onChange={(day) => onChange({ from, to, [which]: day ? day.format('YYYY-MM-DD') : '' })}
      />
    </div>
  );
  return (
    <div className="own-dates">
      {picker('from', from)}
      {picker('to', to)}
    </div>
  );
}
