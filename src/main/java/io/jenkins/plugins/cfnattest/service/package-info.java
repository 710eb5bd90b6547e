/**
 * The core over HTTP: attestations for those who hold no key, the public keys, and the three paths of the inspection service of 2020 for clients written for it. It
 * decides nothing itself: who may ask, how much, and how an answer is worded is all that happens here.
 */
package io.jenkins.plugins.cfnattest.service;
