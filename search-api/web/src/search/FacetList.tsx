import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import type { FacetValue } from '../api/documents';
import { useText } from '../text/Language';
import { facetValueName, useTopicName } from '../text/names';
import type { ChosenFacet } from './query';

const SHOWN = 6;

interface FacetListProps {
  facet: ChosenFacet;
  values: readonly FacetValue[];
  chosen: readonly string[];
  onToggle: (value: string) => void;
}

/** One facet: its values with the number of calls. A chosen value stays in sight even where it finds nothing. */
export function FacetList({ facet, values, chosen, onToggle }: FacetListProps) {
  const text = useText();
  const topicName = useTopicName();
  const [open, setOpen] = useState(false);
  const gone = chosen.filter((key) => !values.some((value) => value.key === key));
  const all: FacetValue[] = [...values, ...gone.map((key) => ({ key, name: key, calls: 0 }))];
  if (all.length === 0) return null;
  const shown = open ? all : all.filter((value, index) => index < SHOWN || chosen.includes(value.key));
  const nameOf = (value: FacetValue) =>
    (facet === 'topic' && topicName(value.key)) || facetValueName(facet, value, text);
  return (
    <fieldset className="facet">
      <legend>{text.search.facet[facet]}</legend>
      {shown.map((value) => (
        <Checkbox
          key={value.key}
          checked={chosen.includes(value.key)}
          onChange={() => onToggle(value.key)}
          aria-label={text.search.facetOption(nameOf(value), value.calls)}
        >
          <span className="facet-value">
            <span>{nameOf(value)}</span>
            <span className="facet-calls">{value.calls}</span>
          </span>
        </Checkbox>
      ))}
      {(open || shown.length < all.length) && all.length > SHOWN && (
        <Button type="link" size="small" className="facet-more" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? text.search.facetLess : text.search.facetMore(all.length - shown.length)}
        </Button>
      )}
    </fieldset>
  );
}
