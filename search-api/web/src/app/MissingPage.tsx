import { Link } from 'react-router';
import { useText } from '../text/Language';
import { EmptyNote } from './EmptyNote';
import { useTitle } from './useTitle';

export function MissingPage() {
  const text = useText();
  useTitle(text.titles.missing);
  return (
    <EmptyNote why={text.missingPage}>
      <Link to="/">{text.missingPageDo}</Link>
    </EmptyNote>
  );
}
