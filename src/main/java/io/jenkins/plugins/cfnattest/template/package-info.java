/**
 * Templates: the only reader of YAML and JSON templates. It turns bytes into values that know their place in the text,
 * says what a template's parameters are at deployment, and replaces what is known of them.
 *
 * <p>What comes in may be hostile. So size, nesting and alias expansion are bounded, what two readers could understand
 * differently is refused, and nothing but {@link io.jenkins.plugins.cfnattest.template.TemplateException} leaves this
 * room. What is not known stays as it is and is never guessed.
 */
package io.jenkins.plugins.cfnattest.template;
