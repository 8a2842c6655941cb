// The form: text fields that say what is sent, sliders beside them, messages beside the fields.
import { byId, show } from './dom.js';
import { bytes } from './format.js';
import { couple } from './slider.js';

const form = byId('settings');
const fields = [...form.querySelectorAll('[data-field]')];

export function texts() {
  const values = {};
  for (const [name, value] of new FormData(form)) {
    if (name !== 'window' || value.trim()) values[name] = value;
  }
  return values;
}

/** Shows what is not allowed beside its field, and takes the first of them into view. */
export function reject(errors) {
  clear();
  let first = null;
  for (const { field, message } of errors) {
    const place = fields.find((each) => each.dataset.field === field);
    if (!place) continue;
    const input = place.querySelector('input');
    place.querySelector('.error').id = field + '-error';
    show(place.querySelector('.error'), message);
    input.setAttribute('aria-invalid', 'true');
    const folded = place.closest('details');
    if (folded) folded.open = true;
    first ??= input;
  }
  first?.focus();
}

export function clear() {
  for (const place of fields) {
    show(place.querySelector('.error'), '');
    place.querySelectorAll('input').forEach((input) => input.removeAttribute('aria-invalid'));
  }
}

const scales = {
  linear: { toText: (value) => String(value), toValue: (text) => Number(text) },
  bytes: {
    toText: (value) => bytes(16 * Math.pow(2, value)),
    toValue: (text) => {
      const [, number, unit] = /^(\d+) ?(B|KB|MB)?$/i.exec(text.trim()) ?? [];
      return Math.log2(number * ({ KB: 1024, MB: 1048576 }[unit?.toUpperCase()] ?? 1) / 16);
    },
  },
};

for (const slider of form.querySelectorAll('input[type=range]')) {
  couple(slider, slider.parentElement.querySelector('input:not([type])'), scales[slider.dataset.scale]);
}
