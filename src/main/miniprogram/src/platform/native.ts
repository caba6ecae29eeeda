import { defineComponent, h } from 'vue'

/**
 * The browser's own controls. What uni-app draws in a browser in their stead takes no focus and has no name, so that
 * neither a keyboard nor a screen reader finds it.
 */
export const NativeButton = defineComponent({
  name: 'NativeButton',
  props: { disabled: Boolean, label: String, pressed: { type: Boolean, default: undefined } },
  emits: ['press'],
  setup: (props, { slots, emit }) => () =>
    h(
      'button',
      {
        type: 'button',
        disabled: props.disabled,
        'aria-label': props.label,
        'aria-pressed': props.pressed,
        onClick: () => emit('press')
      },
      slots.default?.()
    )
})

export const NativeField = defineComponent({
  name: 'NativeField',
  props: { modelValue: { type: String, required: true }, label: String, kind: String, longest: Number, lines: Boolean, hint: String },
  emits: ['update:modelValue', 'enter'],
  setup: (props, { emit }) => () =>
    h(props.lines ? 'textarea' : 'input', {
      class: 'field-box',
      type: props.lines ? undefined : (props.kind ?? 'text'),
      value: props.modelValue,
      'aria-label': props.label,
      placeholder: props.hint,
      maxlength: props.longest,
      rows: props.lines ? 3 : undefined,
      onKeydown: ({ key }: KeyboardEvent) => key === 'Enter' && !props.lines && emit('enter'),
      onInput: (event: Event) => emit('update:modelValue', (event.target as HTMLInputElement).value)
    })
})

export const NativePhoto = defineComponent({
  name: 'NativePhoto',
  props: { source: { type: String, required: true }, words: String },
  setup: props => () => h('img', { class: 'picture', src: props.source, alt: props.words ?? '' })
})
