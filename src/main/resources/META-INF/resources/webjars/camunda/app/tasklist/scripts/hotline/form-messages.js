/* The form renderer speaks English only: its few fixed messages are put into Chinese where they appear. */

const FIXED = new Map([
  ['Field is required.', '此项必填。'],
  ['No results', '没有匹配的选项'],
  ['Select', '请选择'],
  ['Search', '输入文字查找']
]);
const SPOKEN = '.fjs-form-field-error, .fjs-form-field-error *, .fjs-select-placeholder, .fjs-select-placeholder *, .fjs-dropdownlist-empty';
const COUNTED = [
  [/^Field must have minimum length of (\d+)\.$/, '至少填写$1个字。'],
  [/^Field must have maximum length of (\d+)\.$/, '最多填写$1个字。'],
  [/^Field must match pattern .*$/, '格式不正确。']
];

function chinese(text) {
  const fixed = FIXED.get(text);
  if (fixed) {
    return fixed;
  }
  const counted = COUNTED.find(([pattern]) => pattern.test(text));
  return counted ? text.replace(counted[0], counted[1]) : null;
}

function speak(root) {
  root.querySelectorAll(SPOKEN).forEach(found => {
    found.childNodes.forEach(node => {
      if (node.nodeType === Node.TEXT_NODE) {
        const said = chinese(node.data);
        if (said) {
          node.data = said;
        }
      }
    });
  });
  root.querySelectorAll('input[placeholder]').forEach(input => {
    const said = chinese(input.placeholder);
    if (said) {
      input.placeholder = said;
    }
  });
}

let planned = false;
new MutationObserver(() => {
  if (!planned) {
    planned = true;
    window.requestAnimationFrame(() => {
      planned = false;
      document.querySelectorAll('.fjs-container').forEach(speak);
    });
  }
}).observe(document.documentElement, {childList: true, subtree: true, characterData: true});

export default [];
