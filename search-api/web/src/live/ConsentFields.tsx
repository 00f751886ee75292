import { useId } from 'react';
import { useText } from '../text/Language';
import { CONSENTS, type Consents } from './admission';

/** The three consents, each with what it means. */
export function ConsentFields({ given, onChange }: { given: Consents; onChange: (consents: Consents) => void }) {
  const text = useText().live.consents;
  const id = useId();
  return (
    <ul className="consents">
      {CONSENTS.map((name) => (
        <li key={name}>
          <input
            id={`${id}${name}`}
            type="checkbox"
            checked={given[name]}
            onChange={({ target }) => onChange({ ...given, [name]: target.checked })}
          />
          <label htmlFor={`${id}${name}`}>
            <strong>{text[name].name}</strong>
            <span>{text[name].what}</span>
          </label>
        </li>
      ))}
    </ul>
  );
}
