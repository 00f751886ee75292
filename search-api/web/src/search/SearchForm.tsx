import { Button, Input, Segmented } from 'antd';
import { useState, type SyntheticEvent } from 'react';
import { useText } from '../text/Language';
import { LONGEST_QUERY, MODES, type Mode } from './query';

interface SearchFormProps {
  q: string;
  mode: Mode;
  onSearch: (q: string) => void;
  onMode: (mode: Mode) => void;
}

/** The one box of the page, and how it searches. */
export function SearchForm({ q, mode, onSearch, onMode }: SearchFormProps) {
  const text = useText();
  const [typed, setTyped] = useState(q);
  const [known, setKnown] = useState(q);
  // Back and forward change the address, and the box follows.
  if (q !== known) {
    setKnown(q);
    setTyped(q);
  }
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    onSearch(typed.trim());
  };
  return (
    <form className="search-form" role="search" onSubmit={submit}>
      <label className="unseen" htmlFor="search-box">
        {text.search.box}
      </label>
      <div className="search-line">
        <Input
          id="search-box"
          size="large"
          type="search"
          enterKeyHint="search"
          autoComplete="off"
          maxLength={LONGEST_QUERY}
          placeholder={text.search.placeholder}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="primary" size="large" htmlType="submit">
          {text.search.submit}
        </Button>
      </div>
      <div className="search-mode">
        <Segmented<Mode>
          aria-label={text.search.mode}
          value={mode}
          onChange={onMode}
          options={MODES.map((value) => ({ value, label: text.search.modes[value] }))}
        />
        <span className="quiet">{text.search.modeHints[mode]}</span>
      </div>
    </form>
  );
}
