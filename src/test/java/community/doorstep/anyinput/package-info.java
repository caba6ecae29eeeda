/** Requests made at random from the API's own description: whatever is sent, the answer is one of the API's. */
package community.doorstep.anyinput;
