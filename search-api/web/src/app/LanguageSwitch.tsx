import { Button } from 'antd';
import { useLanguage } from '../text/Language';

/** Says the other language's name in that language. */
export function LanguageSwitch() {
  const { language, text, change } = useLanguage();
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <Button type="text" size="small" lang={other === 'zh' ? 'zh-CN' : 'en'} onClick={() => change(other)}>
      {text.otherLanguage}
    </Button>
  );
}
