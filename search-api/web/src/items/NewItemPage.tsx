import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import { useTitle } from '../app/useTitle';
import { useText } from '../text/Language';
import { NOTHING } from './item';
import { ItemForm } from './ItemForm';
import './items.css';

/** An item that was not there before. */
export function NewItemPage() {
  const text = useText().items;
  const navigate = useNavigate();
  const queries = useQueryClient();
  useTitle(text.create);
  return (
    <>
      <p>
        <Link to="/items">{text.back}</Link>
      </p>
      <h1 className="page-title">{text.create}</h1>
      <ItemForm
        item={NOTHING}
        isNew
        onSent={(code) => {
          void queries.invalidateQueries({ queryKey: ['items'] });
          void navigate(`/items/${encodeURIComponent(code)}`);
        }}
        onCancel={() => void navigate('/items')}
      />
    </>
  );
}
