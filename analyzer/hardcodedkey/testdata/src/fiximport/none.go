package fiximport // a comment stays on its line

var b = "msgine_live_Gky4Oo8DiIMWSWMPcwLuHj31" // want `msgine_live_Gky4`
