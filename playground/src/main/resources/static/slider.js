// A slider beside a text field: each follows the other, and the field may go further.

/** Couples them. A scale says what the field shows for a slider's value, and the value for what the field shows. */
export function couple(slider, text, { toText, toValue }) {
  const follow = () => {
    const value = toValue(text.value);
    if (Number.isFinite(value)) slider.value = value;
    slider.setAttribute('aria-valuetext', text.value);
  };
  slider.addEventListener('input', () => {
    text.value = toText(Number(slider.value));
    slider.setAttribute('aria-valuetext', text.value);
  });
  text.addEventListener('input', follow);
  follow();
  return follow;
}
