/** WeChat on loopback: imitates what Doorstep calls there, signs like it, and can be told to misbehave. */
package community.doorstep.wechat.simulator;
